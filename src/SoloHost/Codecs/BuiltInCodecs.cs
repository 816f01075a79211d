using System.Net;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace SoloHost.Codecs;

/// <summary>Registers the codecs of types that are not the application's.</summary>
internal static class BuiltInCodecs
{
#pragma warning disable CA2255 // The codecs must be there before any generated code asks for them.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register()
    {
        Codec<bool>.Register(new NumberCodec<bool>(value => value ? 1 : 0, number => number != 0));
        Codec<byte>.Register(new NumberCodec<byte>(value => value, number => checked((byte)number)));
        Codec<sbyte>.Register(new NumberCodec<sbyte>(value => value, number => checked((sbyte)number)));
        Codec<short>.Register(new NumberCodec<short>(value => value, number => checked((short)number)));
        Codec<ushort>.Register(new NumberCodec<ushort>(value => value, number => checked((ushort)number)));
        Codec<int>.Register(new NumberCodec<int>(value => value, number => checked((int)number)));
        Codec<uint>.Register(new NumberCodec<uint>(value => value, number => checked((uint)number)));
        Codec<long>.Register(new NumberCodec<long>(value => value, number => number));
        Codec<ulong>.Register(new NumberCodec<ulong>(value => unchecked((long)value), number => unchecked((ulong)number)));
        Codec<char>.Register(new NumberCodec<char>(value => value, number => checked((char)number)));
        Codec<TimeSpan>.Register(new NumberCodec<TimeSpan>(value => value.Ticks, number => new TimeSpan(number)));
        Codec<DateTime>.Register(new NumberCodec<DateTime>(value => value.ToBinary(), DateTime.FromBinary));
        Codec<DateOnly>.Register(new NumberCodec<DateOnly>(value => value.DayNumber, number => DateOnly.FromDayNumber(checked((int)number))));
        Codec<TimeOnly>.Register(new NumberCodec<TimeOnly>(value => value.Ticks, number => new TimeOnly(number)));
        Codec<float>.Register(new FixedCodec<float>(value => BitConverter.SingleToUInt32Bits(value), bits => BitConverter.UInt32BitsToSingle((uint)bits)));
        Codec<double>.Register(new FixedCodec<double>(BitConverter.DoubleToUInt64Bits, BitConverter.UInt64BitsToDouble));
        Codec<string>.Register(new TextCodec());
        Codec<Guid>.Register(new GuidCodec());
        Codec<decimal>.Register(new DecimalCodec());
        Codec<DateTimeOffset>.Register(new MomentCodec());
        Codec<byte[]>.Register(new BytesCodec());
        Codec<ReadOnlyMemory<byte>>.Register(new MemoryCodec());
        Codec<GrainId>.Register(new TextualCodec<GrainId>(value => value.ToString(), GrainId.Parse));
        Codec<Uri>.Register(new TextualCodec<Uri>(value => value.OriginalString, text => new Uri(text, UriKind.RelativeOrAbsolute)));
        Codec<IPAddress>.Register(new TextualCodec<IPAddress>(value => value.ToString(), IPAddress.Parse));
    }
}

/// <summary>Values that are written as a text.</summary>
internal sealed class TextualCodec<T>(Func<T, string> toText, Func<string, T> fromText) : ICodec<T>
{
    public WireKind Wire => WireKind.Sized;

    public void Write(CodecWriter writer, T value) => writer.WriteText(toText(value));

    public T Read(ref CodecReader reader) => fromText(reader.ReadText());

    public T Copy(T value) => value;
}

internal sealed class BytesCodec : ICodec<byte[]>
{
    public WireKind Wire => WireKind.Sized;

    public void Write(CodecWriter writer, byte[] value) => writer.WriteBytes(value);

    public byte[] Read(ref CodecReader reader) => reader.ReadBytes().ToArray();

    public byte[] Copy(byte[] value) => value is null ? null! : [.. value];
}

internal sealed class MemoryCodec : ICodec<ReadOnlyMemory<byte>>
{
    public WireKind Wire => WireKind.Sized;

    public void Write(CodecWriter writer, ReadOnlyMemory<byte> value) => writer.WriteBytes(value.Span);

    public ReadOnlyMemory<byte> Read(ref CodecReader reader) => reader.ReadBytes().ToArray();

    public ReadOnlyMemory<byte> Copy(ReadOnlyMemory<byte> value) => value.ToArray();
}
