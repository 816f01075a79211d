using SoloHost.Engine;

namespace SoloHost.Codecs;

/// <summary>What codecs need to know of where they run: references are read as references of this node.</summary>
public sealed class CodecSession
{
    [ThreadStatic]
    private static CodecWriter? t_spare;

    internal CodecSession(Node node) => Node = node;

    internal Node Node { get; }

    internal T RoundTrip<T>(T value)
    {
        if (value is null)
        {
            return value;
        }

        using var writer = Rent();
        Codec<T>.Instance.Write(writer, value);
        var reader = new CodecReader(writer.Written, this);
        return Codec<T>.Instance.Read(ref reader);
    }

    internal static CodecWriter Rent()
    {
        var writer = t_spare ?? new CodecWriter();
        t_spare = null;
        writer.Clear();
        return writer;
    }

    internal static void Return(CodecWriter writer) => t_spare = writer;
}
