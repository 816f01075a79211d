using System.Security.Cryptography;
using System.Text;
using Conversations.Contracts.Gestures;

namespace Conversations.Grains.Gestures;

/// <summary>Ids and names that are the same for the same gesture in every try, on every silo.</summary>
internal static class GestureIds
{
    public static Guid Of(Guid root, string step)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. root.ToByteArray(), .. Encoding.UTF8.GetBytes(step)], hash);
        hash[7] = (byte)((hash[7] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16]);
    }

    /// <summary>A name of any length and characters as part of a stream's name.</summary>
    public static string NameOf(params string[] parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))).AsSpan(0, 16));

    public static int SliceOf(Guid gesture) => gesture.ToByteArray()[0] % IPurseGrain.Slices;
}
