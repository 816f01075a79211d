using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Conversations.Load.Wire;

/// <summary>Standard Webhooks 1.0: HMAC-SHA256 of "id.timestamp.body" with the bytes behind `whsec_`.</summary>
public sealed class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";
    private const string SecretPrefix = "whsec_";
    private const int ClockSkewSecondsMax = 300;

    private readonly byte[] _key;

    /// <exception cref="FormatException">The secret is not `whsec_` and base64.</exception>
    public WebhookSignature(string secret)
    {
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal))
        {
            throw new FormatException("A webhook secret starts with whsec_.");
        }

        _key = Convert.FromBase64String(secret[SecretPrefix.Length..]);
    }

    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }

    /// <summary>Whether one of the space-separated signatures is ours and the time is near.</summary>
    public bool Verifies(string id, string timestamp, string signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > ClockSkewSecondsMax)
        {
            return false;
        }

        var expected = Encoding.ASCII.GetBytes(Sign(id, seconds, body));
        return signatures.Split(' ').Any(signature => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), expected));
    }
}
