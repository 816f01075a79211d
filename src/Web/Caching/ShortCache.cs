using System.Collections.Concurrent;

namespace Conversations.Web.Caching;

/// <summary>What was read lately, for a short while; bounded. When full, what is old goes first, and if nothing is old, everything goes.</summary>
public sealed class ShortCache<TKey, TValue>(TimeProvider clock, TimeSpan lifetime, int entriesMax)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Held> held = new();

    /// <summary>Grows with every drop, so that a read begun before a drop is not kept after it.</summary>
    private long drops;

    public int Count => held.Count;

    public bool TryGet(TKey key, out TValue value)
    {
        if (held.TryGetValue(key, out var found) && clock.GetElapsedTime(found.At) < lifetime)
        {
            value = found.Value;
            return true;
        }

        value = default!;
        return false;
    }

    public async ValueTask<TValue> GetAsync(TKey key, Func<TKey, CancellationToken, ValueTask<TValue>> read, CancellationToken cancellationToken)
    {
        if (TryGet(key, out var value))
        {
            return value;
        }

        var dropsBefore = Interlocked.Read(ref drops);
        value = await read(key, cancellationToken);
        if (dropsBefore == Interlocked.Read(ref drops))
        {
            Put(key, value);
        }

        return value;
    }

    public void Put(TKey key, TValue value)
    {
        if (held.Count >= entriesMax)
        {
            MakeRoom();
        }

        held[key] = new Held(value, clock.GetTimestamp());
    }

    public void Drop(TKey key)
    {
        Interlocked.Increment(ref drops);
        held.TryRemove(key, out _);
    }

    private void MakeRoom()
    {
        foreach (var (key, entry) in held)
        {
            if (clock.GetElapsedTime(entry.At) >= lifetime)
            {
                held.TryRemove(key, out _);
            }
        }

        if (held.Count >= entriesMax)
        {
            held.Clear();
        }
    }

    private sealed record Held(TValue Value, long At);
}
