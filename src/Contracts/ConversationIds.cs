using System.Security.Cryptography;
using System.Text;

namespace Conversations.Contracts;

/// <summary>
/// ConversationId = first 128 bits of HMAC-SHA-256(deployment secret, channelId ‖ 0 ‖ thread), base32 (RFC 4648, lower case, no padding).
/// One thread of one channel is one conversation, and nobody outside can guess or forge the id.
/// </summary>
public sealed class ConversationIds(byte[] deploymentSecret)
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Bytes = 16;
    private const int Chars = 26;

    public ConversationId Of(ChannelId channel, string thread)
    {
        var message = Encoding.UTF8.GetBytes(channel.Value + "\0" + thread);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(deploymentSecret, message, hash);
        return new ConversationId(Base32(hash[..Bytes]));
    }

    /// <summary>Whether a text from outside has the shape of an id; anything else is unknown without a look into the store.</summary>
    public static bool HasShape(string text) => text.Length == Chars && text.All(Alphabet.Contains);

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[Chars];
        int bits = 0, buffer = 0, at = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            bits += 8;
            while (bits >= 5)
            {
                text[at++] = Alphabet[(buffer >> (bits - 5)) & 31];
                bits -= 5;
            }
        }

        if (bits > 0)
        {
            text[at] = Alphabet[(buffer << (5 - bits)) & 31];
        }

        return new string(text);
    }
}
