using System.Runtime.InteropServices;

namespace Conversations.Grains.Routing;

/// <summary>Ids to small numbers; a number whose id is gone is used again. Numbers are told in the order of asking, never in that of the hashes. Allocates only when it grows.</summary>
internal sealed class IdTable
{
    private const int None = -1;
    private Entry[] _entries = new Entry[16];
    private int[] _first = NewChains(32);
    private int _free = None;

    public int Count { get; private set; }

    /// <summary>Every number below was used once.</summary>
    public int End { get; private set; }

    /// <summary>Null: the number is free.</summary>
    public string? this[int number] => _entries[number].Id;

    /// <summary>−1: not known.</summary>
    public int Find(string id) => Find(id, Hash(id));

    /// <summary>False: it was known, under that number.</summary>
    public bool TryAdd(string id, out int number)
    {
        var hash = Hash(id);
        number = Find(id, hash);
        if (number >= 0)
        {
            return false;
        }

        number = Take();
        ref var chain = ref _first[hash & (uint)(_first.Length - 1)];
        _entries[number] = new Entry { Id = id, Hash = hash, Next = chain };
        chain = number;
        Count++;
        return true;
    }

    public void Remove(int number)
    {
        ref var link = ref _first[_entries[number].Hash & (uint)(_first.Length - 1)];
        while (link != number)
        {
            link = ref _entries[link].Next;
        }

        link = _entries[number].Next;
        _entries[number] = new Entry { Next = _free };
        _free = number;
        Count--;
    }

    private int Find(string id, uint hash)
    {
        var number = _first[hash & (uint)(_first.Length - 1)];
        while (number >= 0)
        {
            ref readonly var entry = ref _entries[number];
            if (entry.Hash == hash && string.Equals(entry.Id, id))
            {
                return number;
            }

            number = entry.Next;
        }

        return None;
    }

    private int Take()
    {
        if (_free >= 0)
        {
            var number = _free;
            _free = _entries[number].Next;
            return number;
        }

        if (End == _entries.Length)
        {
            Grow();
        }

        return End++;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, End * 2);
        _first = NewChains(End * 4);
        for (var number = 0; number < End; number++)
        {
            ref var chain = ref _first[_entries[number].Hash & (uint)(_first.Length - 1)];
            _entries[number].Next = chain;
            chain = number;
        }
    }

    private static int[] NewChains(int count)
    {
        var chains = new int[count];
        Array.Fill(chains, None);
        return chains;
    }

    /// <summary>Ids are made by this company, not by strangers: a plain mixing is enough, eight bytes at a time.</summary>
    private static uint Hash(string id)
    {
        const ulong odd = 0x9E3779B97F4A7C15;
        var bytes = MemoryMarshal.AsBytes(id.AsSpan());
        var hash = (ulong)bytes.Length * odd;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(bytes)) * odd;
            hash ^= hash >> 32;
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var one in bytes)
        {
            hash = (hash ^ one) * odd;
        }

        return (uint)(hash ^ (hash >> 29));
    }

    private struct Entry
    {
        public string? Id;
        public uint Hash;
        public int Next;
    }
}
