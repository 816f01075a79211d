namespace SoloHost.Engine;

/// <summary>A hash that is equal in every process (FNV-1a): what a simulation does may not depend on a process' own hash seed.</summary>
public static class StableHash
{
    private const ulong Offset = 14695981039346656037UL;
    private const ulong Prime = 1099511628211UL;

    public static ulong Start => Offset;

    public static int Of(string text) => Fold(Add(Offset, text));

    public static ulong Add(ulong hash, string text)
    {
        foreach (var character in text)
        {
            hash = (hash ^ character) * Prime;
        }

        return hash;
    }

    public static ulong Add(ulong hash, ulong value)
    {
        for (var shift = 0; shift < 64; shift += 8)
        {
            hash = (hash ^ ((value >> shift) & 0xFF)) * Prime;
        }

        return hash;
    }

    private static int Fold(ulong hash) => (int)(hash ^ (hash >> 32));
}
