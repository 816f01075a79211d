using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Web.Errors;
using Orleans;

namespace Conversations.Web.Access;

/// <summary>
/// Counts tries to sign in, on all web nodes together: 10 in 5 minutes per account and per address. A device that signed in before counts for itself
/// alone, so that nobody can lock others out by guessing at their account. A try counts from its beginning and is given back when it succeeds.
/// </summary>
public sealed class Attempts(IGrainFactory grains)
{
    /// <summary>Takes one try from each of the keys, or none of them.</summary>
    /// <exception cref="ProblemException">too-many-attempts</exception>
    public async ValueTask BeginAsync(params string[] keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var (counter, key) = CounterOf(keys[i]);
            if (await counter.Take(key) is { } wait)
            {
                await GiveBackAsync(keys[..i]);
                throw new ProblemException(new Problem(Problems.TooManyAttempts) { RetryAfter = wait });
            }
        }
    }

    public async ValueTask GiveBackAsync(params string[] keys)
    {
        foreach (var one in keys)
        {
            var (counter, key) = CounterOf(one);
            await counter.GiveBack(key);
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

    private (ISignInAttemptsGrain Counter, string Key) CounterOf(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        var shard = (hash[0] % ISignInAttemptsGrain.Shards).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return (grains.GetGrain<ISignInAttemptsGrain>(shard), Convert.ToHexStringLower(hash));
    }
}
