using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Channels.Webhook;

/// <summary>
/// Standard Webhooks 1.0, symmetric: HMAC-SHA-256 over "id.timestamp." and the raw body bytes, by a secret "whsec_" + base64 of 24–64 bytes.
/// Signs what goes out and checks what comes in. Whatever is missing or odd is refused, never let pass.
/// </summary>
public static class StandardWebhooks
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";
    private const int SecretBytesMin = 24;
    private const int SecretBytesMax = 64;
    private const int NewSecretBytes = 32;
    private const int HeaderIdCharsMax = 256;
    private const int SignaturesMax = 10;

    /// <summary>A new secret of 32 bytes taken from <paramref name="fillRandom"/>, which must be fit for keys.</summary>
    public static string NewSecret(Action<Span<byte>> fillRandom)
    {
        Span<byte> key = stackalloc byte[NewSecretBytes];
        fillRandom(key);
        return SecretPrefix + Convert.ToBase64String(key);
    }

    /// <summary>Whether a text is a secret: the prefix, and base64 of 24–64 bytes.</summary>
    public static bool IsSecret(string? secret) => TryReadKey(secret, stackalloc byte[SecretBytesMax], out _);

    /// <summary>
    /// The signature header: one "v1,…" per secret in their order, so that a receiver who still knows only the older secret of a rotation verifies too.
    /// Null when there is no usable secret.
    /// </summary>
    public static string? Sign(ImmutableArray<ChannelSecret> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var timestamp = TimestampOf(at);
        var header = new StringBuilder();
        Span<byte> key = stackalloc byte[SecretBytesMax];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var secret in secrets.Take(SignaturesMax))
        {
            if (!TryReadKey(secret.Value, key, out var keyBytes))
            {
                continue;
            }

            Hash(key[..keyBytes], id, timestamp, body, hash);
            header.Append(header.Length == 0 ? "" : " ").Append(Version).Append(Convert.ToBase64String(hash));
        }

        return header.Length == 0 ? null : header.ToString();
    }

    /// <summary>The timestamp header: whole seconds since 1970, UTC.</summary>
    public static string TimestampOf(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Checks the three headers against the raw body. Any one of at most ten "v1" signatures by any one of the secrets is enough; other versions are
    /// passed over. All pairs are compared, each in constant time, so that the time taken does not tell which secret was close.
    /// </summary>
    public static SignatureCheck Verify(ImmutableArray<ChannelSecret> secrets, WebhookSignature signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (signature is not { Id.Length: > 0 and <= HeaderIdCharsMax, Timestamp.Length: > 0, Signatures.Length: > 0 })
        {
            return SignatureCheck.Missing;
        }

        if (!long.TryParse(signature.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > (long)Limits.WebhookTimestampTolerance.TotalSeconds)
        {
            return SignatureCheck.OutOfTime;
        }

        Span<byte> offered = stackalloc byte[SignaturesMax * HMACSHA256.HashSizeInBytes];
        if (!TryReadSignatures(signature.Signatures, offered, out var offeredBytes))
        {
            return SignatureCheck.NoMatch;
        }

        return AnyMatches(secrets, signature.Id, signature.Timestamp, body, offered[..offeredBytes]) ? SignatureCheck.Valid : SignatureCheck.NoMatch;
    }

    private static bool AnyMatches(ImmutableArray<ChannelSecret> secrets, string id, string timestamp, ReadOnlySpan<byte> body, ReadOnlySpan<byte> offered)
    {
        if (secrets.IsDefaultOrEmpty)
        {
            return false;
        }

        Span<byte> key = stackalloc byte[SecretBytesMax];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var matches = false;
        foreach (var secret in secrets)
        {
            if (!TryReadKey(secret.Value, key, out var keyBytes))
            {
                continue;
            }

            Hash(key[..keyBytes], id, timestamp, body, hash);
            for (var at = 0; at < offered.Length; at += hash.Length)
            {
                matches |= CryptographicOperations.FixedTimeEquals(hash, offered.Slice(at, hash.Length));
            }
        }

        return matches;
    }

    private static void Hash(ReadOnlySpan<byte> key, string id, string timestamp, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(id + "." + timestamp + "."));
        hmac.AppendData(body);
        hmac.GetHashAndReset(hash);
    }

    /// <summary>Collects the well-formed v1 signatures one after another; false when there are too many or none.</summary>
    private static bool TryReadSignatures(string header, Span<byte> hashes, out int written)
    {
        written = 0;
        var seen = 0;
        Span<byte> one = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var range in header.AsSpan().Split(' '))
        {
            var part = header.AsSpan(range);
            if (part.IsEmpty)
            {
                continue;
            }

            if (++seen > SignaturesMax)
            {
                return false;
            }

            if (part.StartsWith(Version) && Convert.TryFromBase64Chars(part[Version.Length..], one, out var bytes) && bytes == one.Length)
            {
                one.CopyTo(hashes[written..]);
                written += bytes;
            }
        }

        return written > 0;
    }

    private static bool TryReadKey(string? secret, Span<byte> key, out int written)
    {
        written = 0;
        return secret is not null
            && secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && !secret.AsSpan().ContainsAny(" \n\r\t".AsSpan())
            && Convert.TryFromBase64Chars(secret.AsSpan(SecretPrefix.Length), key, out written)
            && written >= SecretBytesMin;
    }
}
