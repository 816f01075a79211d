using System.Buffers;
using System.Text.Json;

namespace Conversations.Web.Json;

/// <summary>Answers with JSON written by hand: into a buffer of the thread, with its length known, in one write.</summary>
public static class JsonAnswer
{
    private const int KeptBytesMax = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    public static async Task WriteAsync<T>(HttpContext context, int status, T value, Action<Utf8JsonWriter, T> write)
    {
        Fill(context.Response, status, value, write);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static void Fill<T>(HttpResponse response, int status, T value, Action<Utf8JsonWriter, T> write)
    {
        var bytes = buffer ??= new ArrayBufferWriter<byte>(4096);
        var json = writer ??= new Utf8JsonWriter(bytes, JsonText.Writing);
        try
        {
            json.Reset(bytes);
            write(json, value);
            json.Flush();
            response.StatusCode = status;
            response.ContentType = "application/json";
            response.ContentLength = bytes.WrittenCount;
            response.BodyWriter.Write(bytes.WrittenSpan);
        }
        finally
        {
            bytes.ResetWrittenCount();
            if (bytes.Capacity > KeptBytesMax)
            {
                (buffer, writer) = (null, null);
            }
        }
    }
}
