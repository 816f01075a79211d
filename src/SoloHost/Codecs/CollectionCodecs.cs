using System.Collections.Immutable;

namespace SoloHost.Codecs;

/// <summary>Elements of collections: null ones are marked, so that places are kept.</summary>
internal static class Elements
{
    public static void Write<T>(CodecWriter writer, T value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is not null)
        {
            Codec<T>.Instance.Write(writer, value);
        }
    }

    public static T Read<T>(ref CodecReader reader) => reader.ReadByte() == 0 ? default! : Codec<T>.Instance.Read(ref reader);

    public static T Copy<T>(T value) => value is null ? value : Codec<T>.Instance.Copy(value);
}

/// <summary>What collections have in common: a count, then the elements.</summary>
public abstract class CollectionCodec<TCollection, TElement> : ICodec<TCollection>
{
    public WireKind Wire => WireKind.Sized;

    public void Write(CodecWriter writer, TCollection value)
    {
        writer.Enter();
        writer.WriteVarint((uint)Count(value));
        foreach (var element in Enumerate(value))
        {
            Elements.Write(writer, element);
        }

        writer.Leave();
    }

    public TCollection Read(ref CodecReader reader)
    {
        var elements = new TElement[reader.ReadCount()];
        for (var index = 0; index < elements.Length; index++)
        {
            elements[index] = Elements.Read<TElement>(ref reader);
        }

        return Make(elements);
    }

    public TCollection Copy(TCollection value)
    {
        if (value is null)
        {
            return value;
        }

        var elements = new TElement[Count(value)];
        var index = 0;
        foreach (var element in Enumerate(value))
        {
            elements[index++] = Elements.Copy(element);
        }

        return Make(elements);
    }

    private protected abstract int Count(TCollection collection);

    private protected abstract IEnumerable<TElement> Enumerate(TCollection collection);

    /// <summary>The array is the codec's own and may be kept.</summary>
    private protected abstract TCollection Make(TElement[] elements);
}

public sealed class ArrayCodec<T> : CollectionCodec<T[], T>
{
    private protected override int Count(T[] collection) => collection.Length;

    private protected override IEnumerable<T> Enumerate(T[] collection) => collection;

    private protected override T[] Make(T[] elements) => elements;
}

public sealed class ListCodec<T> : CollectionCodec<List<T>, T>
{
    private protected override int Count(List<T> collection) => collection.Count;

    private protected override IEnumerable<T> Enumerate(List<T> collection) => collection;

    private protected override List<T> Make(T[] elements) => [.. elements];
}

/// <summary>An uninitialised array is written as an empty one and stays usable.</summary>
public sealed class ImmutableArrayCodec<T> : CollectionCodec<ImmutableArray<T>, T>
{
    private protected override int Count(ImmutableArray<T> collection) => collection.IsDefault ? 0 : collection.Length;

    private protected override IEnumerable<T> Enumerate(ImmutableArray<T> collection) => collection.IsDefault ? [] : collection;

    private protected override ImmutableArray<T> Make(T[] elements) => System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(elements);
}

public sealed class ImmutableListCodec<T> : CollectionCodec<ImmutableList<T>, T>
{
    private protected override int Count(ImmutableList<T> collection) => collection.Count;

    private protected override IEnumerable<T> Enumerate(ImmutableList<T> collection) => collection;

    private protected override ImmutableList<T> Make(T[] elements) => [.. elements];
}

public sealed class ImmutableHashSetCodec<T> : CollectionCodec<ImmutableHashSet<T>, T>
{
    private protected override int Count(ImmutableHashSet<T> collection) => collection.Count;

    private protected override IEnumerable<T> Enumerate(ImmutableHashSet<T> collection) => collection;

    private protected override ImmutableHashSet<T> Make(T[] elements) => [.. elements];
}

public sealed class HashSetCodec<T> : CollectionCodec<HashSet<T>, T>
{
    private protected override int Count(HashSet<T> collection) => collection.Count;

    private protected override IEnumerable<T> Enumerate(HashSet<T> collection) => collection;

    private protected override HashSet<T> Make(T[] elements) => [.. elements];
}

public sealed class DictionaryCodec<TKey, TValue> : CollectionCodec<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private protected override int Count(Dictionary<TKey, TValue> collection) => collection.Count;

    private protected override IEnumerable<KeyValuePair<TKey, TValue>> Enumerate(Dictionary<TKey, TValue> collection) => collection;

    private protected override Dictionary<TKey, TValue> Make(KeyValuePair<TKey, TValue>[] elements) => new(elements);
}

public sealed class ImmutableDictionaryCodec<TKey, TValue> : CollectionCodec<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private protected override int Count(ImmutableDictionary<TKey, TValue> collection) => collection.Count;

    private protected override IEnumerable<KeyValuePair<TKey, TValue>> Enumerate(ImmutableDictionary<TKey, TValue> collection) => collection;

    private protected override ImmutableDictionary<TKey, TValue> Make(KeyValuePair<TKey, TValue>[] elements) => ImmutableDictionary.CreateRange(elements);
}

public sealed class PairCodec<TKey, TValue> : ICodec<KeyValuePair<TKey, TValue>>
{
    public WireKind Wire => WireKind.Sized;

    public void Write(CodecWriter writer, KeyValuePair<TKey, TValue> value)
    {
        Elements.Write(writer, value.Key);
        Elements.Write(writer, value.Value);
    }

    public KeyValuePair<TKey, TValue> Read(ref CodecReader reader) => new(Elements.Read<TKey>(ref reader), Elements.Read<TValue>(ref reader));

    public KeyValuePair<TKey, TValue> Copy(KeyValuePair<TKey, TValue> value) => new(Elements.Copy(value.Key), Elements.Copy(value.Value));
}

public sealed class NullableCodec<T> : ICodec<T?>
    where T : struct
{
    public WireKind Wire => WireKind.Sized;

    public void Write(CodecWriter writer, T? value) => Elements.Write(writer, value!.Value);

    public T? Read(ref CodecReader reader) => Elements.Read<T>(ref reader);

    public T? Copy(T? value) => value is { } present ? Codec<T>.Instance.Copy(present) : value;
}
