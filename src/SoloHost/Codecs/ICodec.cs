using System.Runtime.CompilerServices;

namespace SoloHost.Codecs;

/// <summary>How a value lies on the wire, so that a reader can skip one it does not know.</summary>
public enum WireKind
{
    /// <summary>7 bits a byte.</summary>
    Varint = 0,

    /// <summary>8 bytes.</summary>
    Fixed = 1,

    /// <summary>4 bytes of length, then as many bytes.</summary>
    Sized = 2,
}

/// <summary>Writes, reads and copies values of one type.</summary>
public interface ICodec<T>
{
    WireKind Wire { get; }

    void Write(CodecWriter writer, T value);

    T Read(ref CodecReader reader);

    /// <summary>A copy that shares nothing that can change.</summary>
    T Copy(T value);
}

/// <summary>The codec of a type. Generated code registers those of its assembly when the assembly is first touched.</summary>
public static class Codec<T>
{
    private static ICodec<T>? s_instance;

    public static ICodec<T> Instance => s_instance ?? Find();

    public static void Register(ICodec<T> codec) => s_instance = codec;

    private static ICodec<T> Find()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(CodecException).Module.ModuleHandle);
        RuntimeHelpers.RunModuleConstructor(typeof(T).Module.ModuleHandle);
        foreach (var argument in typeof(T).GenericTypeArguments)
        {
            RuntimeHelpers.RunModuleConstructor(argument.Module.ModuleHandle);
        }

        return s_instance ?? throw new CodecException($"No codec was generated for {typeof(T)}: mark it with [GenerateSerializer].");
    }
}

/// <summary>A value cannot be written, or bytes cannot be read.</summary>
public sealed class CodecException(string message) : Exception(message);
