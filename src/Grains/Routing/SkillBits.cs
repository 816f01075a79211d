namespace Conversations.Grains.Routing;

/// <summary>
/// Names to bits. Only what is asked for needs a bit: a skill that no queue wants is nobody's advantage. Names are compared without case.
/// At most 64; who asks for a name beyond gets no bit, and must say so to whoever set it.
/// </summary>
public sealed class SkillBits
{
    public const int NamesMax = 64;
    private readonly Dictionary<string, int> _bits = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];

    /// <summary>The bits of what must be there, each made when it is new. False when there is no room for one of them: then nothing was made.</summary>
    public bool TryRequire(IEnumerable<string> names, out ulong bits)
    {
        bits = 0;
        var fresh = new List<string>();
        foreach (var name in names)
        {
            if (_bits.TryGetValue(name, out var bit))
            {
                bits |= 1UL << bit;
            }
            else if (!fresh.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                fresh.Add(name);
            }
        }

        if (_names.Count + fresh.Count > NamesMax)
        {
            bits = 0;
            return false;
        }

        foreach (var name in fresh)
        {
            bits |= 1UL << _names.Count;
            _bits.Add(name, _names.Count);
            _names.Add(name);
        }

        return true;
    }

    /// <summary>The bits of those names that somebody asked for. When a new bit is made, people must be asked again.</summary>
    public ulong Known(IEnumerable<string> names)
    {
        var bits = 0UL;
        foreach (var name in names)
        {
            if (_bits.TryGetValue(name, out var bit))
            {
                bits |= 1UL << bit;
            }
        }

        return bits;
    }

    /// <summary>The name of a bit, 0–63.</summary>
    public string Name(int bit) => _names[bit];
}
