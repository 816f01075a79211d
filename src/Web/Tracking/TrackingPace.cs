using System.Net;
using Conversations.Web.Access;

namespace Conversations.Web.Tracking;

/// <summary>How often one address may look: <see cref="PerMinuteMax"/> times a minute at this node. Of more addresses than are counted the last ones wait for the next minute.</summary>
public sealed class TrackingPace(TimeProvider clock)
{
    public const int PerMinuteMax = 60;
    private const int AddressesMax = 20_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private long minute;

    public bool Allows(IPAddress? address)
    {
        var key = Attempts.KeyOf(address);
        var now = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        lock (gate)
        {
            if (now != minute)
            {
                minute = now;
                counts.Clear();
            }

            if (!counts.TryGetValue(key, out var count) && counts.Count >= AddressesMax)
            {
                return false;
            }

            counts[key] = count + 1;
            return count < PerMinuteMax;
        }
    }
}
