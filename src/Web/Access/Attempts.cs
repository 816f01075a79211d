using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Conversations.Contracts;
using Conversations.Web.Errors;

namespace Conversations.Web.Access;

/// <summary>
/// Counts tries to sign in: 10 in 5 minutes per account and per address. A device that signed in before counts for itself alone, so that
/// nobody can lock others out by guessing at their account. A try counts from its beginning and is given back when it succeeds.
/// </summary>
public sealed class Attempts(TimeProvider clock)
{
    public const int PerWindow = 10;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private const int KeysMax = 100_000;
    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);

    /// <summary>Takes one try from each of the keys, or none of them.</summary>
    /// <exception cref="ProblemException">too-many-attempts</exception>
    public void Begin(params ReadOnlySpan<string> keys)
    {
        var now = clock.GetTimestamp();
        for (var i = 0; i < keys.Length; i++)
        {
            if (BucketOf(keys[i]).TryTake(clock, now) is { } wait)
            {
                GiveBack(keys[..i]);
                throw new ProblemException(new Problem(Problems.TooManyAttempts) { RetryAfter = wait });
            }
        }
    }

    public void GiveBack(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            BucketOf(key).GiveBack();
        }
    }

    /// <summary>One address is one bucket; of IPv6 a whole /64 is, since one customer is given that many.</summary>
    public static string KeyOf(IPAddress? address)
    {
        if (address is null)
        {
            return "address ?";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6
            ? "address " + Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, 8))
            : "address " + plain;
    }

    private Bucket BucketOf(string key)
    {
        if (buckets.Count >= KeysMax)
        {
            MakeRoom();
        }

        return buckets.GetOrAdd(key, static _ => new Bucket());
    }

    private void MakeRoom()
    {
        foreach (var (key, bucket) in buckets)
        {
            if (bucket.IsOver(clock))
            {
                buckets.TryRemove(key, out _);
            }
        }

        if (buckets.Count >= KeysMax)
        {
            throw new ProblemException(new Problem(Problems.TooManyAttempts) { RetryAfter = Window });
        }
    }

    private sealed class Bucket
    {
        private readonly Lock gate = new();
        private long openedAt;
        private int taken;

        /// <summary>Null when a try was taken, else how long until there is one again.</summary>
        public TimeSpan? TryTake(TimeProvider clock, long now)
        {
            lock (gate)
            {
                if (taken == 0 || clock.GetElapsedTime(openedAt, now) >= Window)
                {
                    openedAt = now;
                    taken = 0;
                }

                if (taken >= PerWindow)
                {
                    return Window - clock.GetElapsedTime(openedAt, now);
                }

                taken++;
                return null;
            }
        }

        public void GiveBack()
        {
            lock (gate)
            {
                taken = Math.Max(0, taken - 1);
            }
        }

        public bool IsOver(TimeProvider clock)
        {
            lock (gate)
            {
                return taken == 0 || clock.GetElapsedTime(openedAt) >= Window;
            }
        }
    }
}
