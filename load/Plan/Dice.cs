using System.Text;

namespace Conversations.Load.Plan;

/// <summary>SplitMix64: the same seed rolls the same numbers on every runtime, for ever.</summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Dice whose rolls depend on the seed and the label only, not on what others rolled before.</summary>
    public static Dice For(ulong seed, string label)
    {
        var hash = 14695981039346656037UL ^ seed;
        foreach (var b in Encoding.UTF8.GetBytes(label))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return new Dice(hash);
    }

    public ulong Roll()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>In [0, 1).</summary>
    public double Share() => (Roll() >> 11) * (1.0 / (1UL << 53));

    /// <summary>In [0, below).</summary>
    public int Below(int below) => (int)(Roll() % (ulong)below);

    public bool Chance(double share) => Share() < share;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    public Guid Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Roll());
        BitConverter.TryWriteBytes(bytes[8..], Roll());
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }
}
