using System.Security.Cryptography;
using System.Text;

namespace Conversations.Load.Wire;

/// <summary>Texts are compared by hash, so that ledger and reports hold none.</summary>
public static class TextHash
{
    public static string Of(string? text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text ?? "")).AsSpan(0, 8));
}
