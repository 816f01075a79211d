namespace Conversations.Web.Hubs;

/// <summary>Bounds of dashboards on one web node.</summary>
public sealed class DashboardOptions
{
    /// <summary>Shortest time between two frames of one dashboard; default 50 ms (20 frames a second).</summary>
    public TimeSpan FrameEvery { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Counts, and totals of windows that stay the same, are told at most so often; default 1 s.</summary>
    public TimeSpan CountsEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Heads of watched conversations are told so often; default 15 s.</summary>
    public TimeSpan HeadsEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A reader that does not take one frame for so long is cut off to resume later; default 10 s.</summary>
    public TimeSpan SendPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A line on which nothing came is asked so often whether it lives; default 2.5 s. Browsers answer by themselves.</summary>
    public TimeSpan LineCheckEvery { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>A line that does not answer for so long is lost; default 3.5 s. With <see cref="LineCheckEvery"/> at most 8 s: whose line is lost is gone within 10.</summary>
    public TimeSpan LineCheckPatience { get; set; } = TimeSpan.FromSeconds(3.5);

    /// <summary>Live sockets are checked for revocation so often, at most 30 s; default 20 s.</summary>
    public TimeSpan RevocationEvery { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Connections of one person's sessions; default 5. The next is refused.</summary>
    public int ConnectionsPerPersonMax { get; set; } = 5;

    /// <summary>Connections of one person's API keys, such as a load test's; default 500.</summary>
    public int ConnectionsPerKeyOwnerMax { get; set; } = 500;

    /// <summary>Dashboards on this node; default 20,000.</summary>
    public int ConnectionsMax { get; set; } = 20_000;

    /// <summary>Lists one connection may watch; default 10.</summary>
    public int ListsMax { get; set; } = 10;

    /// <summary>Conversations one connection may watch; default 50.</summary>
    public int ConversationsMax { get; set; } = 50;

    /// <summary>Calls of one connection in a second, with twice as many at once; default 20.</summary>
    public int CallsPerSecondMax { get; set; } = 20;

    /// <summary>Entries beyond this size wait for the next frame; default 256 kB.</summary>
    public int FrameBytesMax { get; set; } = 256 * 1024;

    /// <summary>Origins a page may come from beside the server's own, each like https://desk.example.com; default none.</summary>
    public string[] AllowedOrigins { get; set; } = [];

    public bool IsValid() =>
        FrameEvery >= TimeSpan.FromMilliseconds(10) && CountsEvery >= FrameEvery && HeadsEvery > TimeSpan.Zero && SendPatience > TimeSpan.Zero
        && LineCheckEvery > TimeSpan.Zero && LineCheckPatience > TimeSpan.Zero && LineCheckEvery + LineCheckPatience <= TimeSpan.FromSeconds(8)
        && RevocationEvery > TimeSpan.Zero && RevocationEvery <= TimeSpan.FromSeconds(30)
        && ConnectionsPerPersonMax > 0 && ConnectionsPerKeyOwnerMax > 0 && ConnectionsMax > 0
        && ListsMax is > 0 and <= 100 && ConversationsMax is > 0 and <= 500 && CallsPerSecondMax > 0 && FrameBytesMax >= 1024;
}
