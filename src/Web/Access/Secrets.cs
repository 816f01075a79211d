using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Conversations.Web.Access;

/// <summary>How secrets are made, named and compared: 256 random bits, kept only as SHA-256.</summary>
public static class Secrets
{
    private const int Bytes = 32;
    private const int IdChars = 16;
    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string NewToken() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>An opaque id, 80 random bits.</summary>
    public static string NewId(string prefix) => prefix + "-" + RandomNumberGenerator.GetString(IdAlphabet, IdChars);

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static bool AreSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
