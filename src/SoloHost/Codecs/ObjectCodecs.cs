using System.Collections.Concurrent;
using Orleans.Runtime;
using SoloHost.Engine;

namespace SoloHost.Codecs;

/// <summary>What a codec of a concrete type offers to those who know only its base.</summary>
public interface IConcreteCodec
{
    void WriteObject(CodecWriter writer, object value);

    object ReadObject(ref CodecReader reader);

    object CopyObject(object value);
}

/// <summary>Members under their numbers, then an end; generated code derives one class per type.</summary>
public abstract class ObjectCodec<T> : ICodec<T>, IConcreteCodec
{
    public WireKind Wire => WireKind.Sized;

    public void Write(CodecWriter writer, T value)
    {
        writer.Enter();
        WriteMembers(writer, value);
        writer.WriteEnd();
        writer.Leave();
    }

    public T Read(ref CodecReader reader) => ReadMembers(ref reader);

    public abstract T Copy(T value);

    void IConcreteCodec.WriteObject(CodecWriter writer, object value) => Write(writer, (T)value);

    object IConcreteCodec.ReadObject(ref CodecReader reader) => Read(ref reader)!;

    object IConcreteCodec.CopyObject(object value) => Copy((T)value)!;

    protected abstract void WriteMembers(CodecWriter writer, T value);

    protected abstract T ReadMembers(ref CodecReader reader);
}

/// <summary>Concrete types by the aliases under which they are written.</summary>
public static class ConcreteTypes
{
    private static readonly ConcurrentDictionary<string, IConcreteCodec> ByAlias = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<Type, (string Alias, IConcreteCodec Codec)> ByType = new();

    /// <exception cref="CodecException">Another type has the alias.</exception>
    public static void Register(Type type, string alias, IConcreteCodec codec)
    {
        if (ByAlias.GetOrAdd(alias, codec) is var taken && taken.GetType() != codec.GetType())
        {
            throw new CodecException($"Alias {alias} is taken twice: by {taken.GetType()} and {codec.GetType()}.");
        }

        ByType[type] = (alias, codec);
    }

    internal static (string Alias, IConcreteCodec Codec) Of(Type type) =>
        ByType.TryGetValue(type, out var found) ? found : throw new CodecException($"No codec was generated for {type}: mark it with [GenerateSerializer].");

    internal static IConcreteCodec? Find(Type type) => ByType.TryGetValue(type, out var found) ? found.Codec : null;

    internal static IConcreteCodec Named(string alias) =>
        ByAlias.TryGetValue(alias, out var codec) ? codec : throw new CodecException($"No type is written as {alias}.");
}

/// <summary>Values of a type that has derived types: the concrete type's alias, then its members.</summary>
public sealed class DerivedCodec<TBase> : ICodec<TBase>
    where TBase : class
{
    public WireKind Wire => WireKind.Sized;

    public void Write(CodecWriter writer, TBase value)
    {
        var (alias, codec) = ConcreteTypes.Of(value.GetType());
        writer.WriteText(alias);
        codec.WriteObject(writer, value);
    }

    public TBase Read(ref CodecReader reader) => (TBase)ConcreteTypes.Named(reader.ReadText()).ReadObject(ref reader);

    public TBase Copy(TBase value) => value is null ? null! : (TBase)ConcreteTypes.Of(value.GetType()).Codec.CopyObject(value);
}

/// <summary>References to grains and observers: their ids.</summary>
public sealed class ReferenceCodec<TInterface> : ICodec<TInterface>
    where TInterface : class, IAddressable
{
    public WireKind Wire => WireKind.Sized;

    public void Write(CodecWriter writer, TInterface value) => writer.WriteText(Checked(value).GrainId.ToString());

    public TInterface Read(ref CodecReader reader) =>
        (TInterface)(object)reader.Session.Node.Factory.Reference(typeof(TInterface), GrainId.Parse(reader.ReadText()));

    public TInterface Copy(TInterface value) => value is null ? null! : (TInterface)(object)Checked(value);

    private static GrainReference Checked(TInterface value) => value as GrainReference
        ?? throw new CodecException($"A {value.GetType()} cannot be passed on: pass a reference made by AsReference or CreateObjectReference.");
}
