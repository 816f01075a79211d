using System.Net;
using System.Net.Sockets;

namespace Conversations.Web.Tracking;

/// <summary>
/// How often somebody may look, <see cref="PerMinuteMax"/> times a minute at this node: at one link, and from one address at what is no link. The two are counted apart, so
/// that no number of guesses from any number of addresses keeps a customer from her own link.
/// </summary>
public sealed class TrackingPace(TimeProvider clock)
{
    public const int PerMinuteMax = 60;

    /// <summary>Counted in one minute, of links and of addresses each.</summary>
    public const int CountedMax = 20_000;
    private const int NetworkBytes = 6;
    private readonly MinuteCounts<Guid> links = new();
    private readonly MinuteCounts<string> addresses = new();

    /// <summary>Of more links than are counted the others are not paced: nobody can make one up, so they are as many as customers who look.</summary>
    public bool AllowsLink(Guid link) => links.Add(link, Minute) is not { } before || before < PerMinuteMax;

    /// <summary>Of more addresses than are counted the others wait for the next minute.</summary>
    public bool AllowsGuess(IPAddress? address) => addresses.Add(NetworkOf(address), Minute) is { } before && before < PerMinuteMax;

    private long Minute => clock.GetUtcNow().ToUnixTimeSeconds() / 60;

    /// <summary>Of IPv6 a whole /48 counts as one: whoever rents a server is given that many.</summary>
    private static string NetworkOf(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, NetworkBytes)) : plain.ToString();
    }

    private sealed class MinuteCounts<TKey>
        where TKey : notnull
    {
        private readonly Lock gate = new();
        private readonly Dictionary<TKey, int> counts = [];
        private long minute;

        /// <summary>How often it was counted in this minute before; null: it is one too many to be counted.</summary>
        public int? Add(TKey key, long now)
        {
            lock (gate)
            {
                if (now != minute)
                {
                    minute = now;
                    counts.Clear();
                }

                var isKnown = counts.TryGetValue(key, out var before);
                if (!isKnown && counts.Count >= CountedMax)
                {
                    return null;
                }

                counts[key] = before + 1;
                return before;
            }
        }
    }
}
