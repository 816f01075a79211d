namespace Conversations.Web.Feed;

/// <summary>How a web node keeps up with what is committed.</summary>
public sealed class FeedOptions
{
    /// <summary>Silent writers are asked for in the store so often; default 2 s.</summary>
    public TimeSpan HeadsEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The node's ear is registered anew so often; forgotten after 90 s; default 30 s.</summary>
    public TimeSpan ListenEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After a failed call or read it is tried again so much later; default 1 s.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Told batches that may wait to be taken, 1–100,000; one more is dropped and read from the store; default 1,000.</summary>
    public int InboxMax { get; set; } = 1_000;

    /// <summary>Batches read from the store at once, 1–1,000; default 100.</summary>
    public int PageMax { get; set; } = 100;

    /// <summary>Conversations read at once when the index is loaded, 1–10,000; default 1,000.</summary>
    public int LoadPageMax { get; set; } = 1_000;

    public bool IsValid() =>
        HeadsEvery > TimeSpan.Zero && ListenEvery > TimeSpan.Zero && RetryAfter > TimeSpan.Zero
        && InboxMax is >= 1 and <= 100_000 && PageMax is >= 1 and <= 1_000 && LoadPageMax is >= 1 and <= 10_000;
}
