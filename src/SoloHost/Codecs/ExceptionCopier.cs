using System.Runtime.CompilerServices;

namespace SoloHost.Codecs;

/// <summary>
/// An exception as it would come out of another process: the same type with message, stack trace and inner exception. Exceptions of the
/// runtime and of the host travel as they are; one of the application's own needs [GenerateSerializer], and its own members travel by it.
/// </summary>
internal static class ExceptionCopier
{
    private const int DepthMax = 16;

    private static readonly string[] KnownNamespaces = ["System", "Microsoft", "Orleans"];

    public static Exception Copy(Exception exception, CodecSession session) => Copy(exception, session, 0);

    private static Exception Copy(Exception exception, CodecSession session, int depth)
    {
        if (Made(exception, session) is not { } copy)
        {
            return new CodecException($"No codec was generated for exception {exception.GetType()}: mark it with [GenerateSerializer]. It said: {exception.Message}");
        }

        MessageOf(copy) = exception.Message;
        StackOf(copy) = exception.StackTrace is { } trace ? trace + Environment.NewLine + "--- End of the callee's stack ---" + Environment.NewLine : null;
        copy.HResult = exception.HResult;
        InnerOf(copy) = exception.InnerException is { } inner && depth < DepthMax ? Copy(inner, session, depth + 1) : null;
        return copy;
    }

    private static Exception? Made(Exception exception, CodecSession session)
    {
        if (ConcreteTypes.Find(exception.GetType()) is { } codec)
        {
            using var writer = CodecSession.Rent();
            codec.WriteObject(writer, exception);
            var reader = new CodecReader(writer.Written, session);
            return (Exception)codec.ReadObject(ref reader);
        }

        var root = exception.GetType().Namespace?.Split('.')[0];
        return Array.Exists(KnownNamespaces, known => known == root) ? (Exception)RuntimeHelpers.GetUninitializedObject(exception.GetType()) : null;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? MessageOf(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? InnerOf(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_remoteStackTraceString")]
    private static extern ref string? StackOf(Exception exception);
}
