using System.Text;

namespace Conversations.Contracts;

/// <summary>FNV-1a, 32 bits, over UTF-8: the same on every machine and in every run, unlike <see cref="string.GetHashCode()"/>.</summary>
public static class TextHash
{
    public static uint Of(string text)
    {
        Span<byte> bytes = stackalloc byte[512];
        var hash = 2166136261u;
        if (!Encoding.UTF8.TryGetBytes(text, bytes, out var written))
        {
            bytes = Encoding.UTF8.GetBytes(text);
            written = bytes.Length;
        }

        foreach (var b in bytes[..written])
        {
            hash = (hash ^ b) * 16777619u;
        }

        return hash;
    }

    /// <summary>The scheduler that holds the deadlines of <paramref name="stream"/>: 0 … <see cref="Limits.SchedulerShards"/> − 1.</summary>
    public static int SchedulerShard(string stream) => (int)(Of(stream) % Limits.SchedulerShards);
}
