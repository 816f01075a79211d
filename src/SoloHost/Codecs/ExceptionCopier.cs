using System.Runtime.CompilerServices;

namespace SoloHost.Codecs;

/// <summary>
/// An exception as it would come out of another process: the same type with message, stack trace and inner exception. What a type
/// adds of its own is lost unless it is marked with [GenerateSerializer]; callers that need it must not count on it.
/// </summary>
internal static class ExceptionCopier
{
    private const int DepthMax = 16;

    public static Exception Copy(Exception exception, CodecSession session) => Copy(exception, session, 0);

    private static Exception Copy(Exception exception, CodecSession session, int depth)
    {
        // The host's own exceptions carry no state of the application, and those of the runtime know how to be themselves.
        var copy = (Exception)RuntimeHelpers.GetUninitializedObject(exception.GetType());
        MessageOf(copy) = exception.Message;
        StackOf(copy) = exception.StackTrace is { } trace ? trace + Environment.NewLine + "--- End of the callee's stack ---" + Environment.NewLine : null;
        copy.HResult = exception.HResult;
        InnerOf(copy) = exception.InnerException is { } inner && depth < DepthMax ? Copy(inner, session, depth + 1) : null;
        return copy;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? MessageOf(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? InnerOf(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_remoteStackTraceString")]
    private static extern ref string? StackOf(Exception exception);
}
