namespace Conversations.Silo.Feed;

/// <summary>How a silo tells web nodes what it committed.</summary>
public sealed class FeedPublisherOptions
{
    /// <summary>The listeners are asked for so often; default 5 s.</summary>
    public TimeSpan RefreshEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After a failure they are asked for so much later; default 500 ms.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Batches that may wait for one listener, 1–100,000; one more is dropped, and the listener reads it from the store; default 500.</summary>
    public int QueueMax { get; set; } = 500;

    public bool IsValid() => RefreshEvery > TimeSpan.Zero && RetryAfter > TimeSpan.Zero && QueueMax is >= 1 and <= 100_000;
}
