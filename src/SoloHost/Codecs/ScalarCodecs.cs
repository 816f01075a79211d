using System.Runtime.CompilerServices;

namespace SoloHost.Codecs;

/// <summary>Whole numbers and what is one underneath: written with as few bytes as they need.</summary>
internal sealed class NumberCodec<T>(Func<T, long> toNumber, Func<long, T> fromNumber) : ICodec<T>
{
    public WireKind Wire => WireKind.Varint;

    public void Write(CodecWriter writer, T value) => writer.WriteSigned(toNumber(value));

    public T Read(ref CodecReader reader) => fromNumber(reader.ReadSigned());

    public T Copy(T value) => value;
}

/// <summary>Enums, as the number they stand for.</summary>
public sealed class EnumCodec<T> : ICodec<T>
    where T : struct, Enum
{
    public WireKind Wire => WireKind.Varint;

    public void Write(CodecWriter writer, T value) => writer.WriteSigned(Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.BitCast<T, sbyte>(value),
        2 => Unsafe.BitCast<T, short>(value),
        4 => Unsafe.BitCast<T, int>(value),
        _ => Unsafe.BitCast<T, long>(value),
    });

    public T Read(ref CodecReader reader)
    {
        var number = reader.ReadSigned();
        return Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.BitCast<sbyte, T>((sbyte)number),
            2 => Unsafe.BitCast<short, T>((short)number),
            4 => Unsafe.BitCast<int, T>((int)number),
            _ => Unsafe.BitCast<long, T>(number),
        };
    }

    public T Copy(T value) => value;
}

/// <summary>Values of eight bytes.</summary>
internal sealed class FixedCodec<T>(Func<T, ulong> toBits, Func<ulong, T> fromBits) : ICodec<T>
{
    public WireKind Wire => WireKind.Fixed;

    public void Write(CodecWriter writer, T value) => writer.WriteFixed(toBits(value));

    public T Read(ref CodecReader reader) => fromBits(reader.ReadFixed());

    public T Copy(T value) => value;
}

internal sealed class TextCodec : ICodec<string>
{
    public WireKind Wire => WireKind.Sized;

    public void Write(CodecWriter writer, string value) => writer.WriteText(value);

    public string Read(ref CodecReader reader) => reader.ReadText();

    public string Copy(string value) => value;
}

internal sealed class GuidCodec : ICodec<Guid>
{
    public WireKind Wire => WireKind.Sized;

    public void Write(CodecWriter writer, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes);
        writer.WriteBytes(bytes);
    }

    public Guid Read(ref CodecReader reader) => new(reader.ReadBytes());

    public Guid Copy(Guid value) => value;
}

internal sealed class DecimalCodec : ICodec<decimal>
{
    public WireKind Wire => WireKind.Sized;

    public void Write(CodecWriter writer, decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        foreach (var part in parts)
        {
            writer.WriteSigned(part);
        }
    }

    public decimal Read(ref CodecReader reader)
    {
        Span<int> parts = stackalloc int[4];
        for (var index = 0; index < 4; index++)
        {
            parts[index] = (int)reader.ReadSigned();
        }

        return new decimal(parts);
    }

    public decimal Copy(decimal value) => value;
}

/// <summary>A moment and its offset.</summary>
internal sealed class MomentCodec : ICodec<DateTimeOffset>
{
    public WireKind Wire => WireKind.Sized;

    public void Write(CodecWriter writer, DateTimeOffset value)
    {
        writer.WriteSigned(value.Ticks);
        writer.WriteSigned(value.Offset.Ticks);
    }

    public DateTimeOffset Read(ref CodecReader reader) => new(reader.ReadSigned(), new TimeSpan(reader.ReadSigned()));

    public DateTimeOffset Copy(DateTimeOffset value) => value;
}
