using System.Buffers;
using System.Text.Unicode;

namespace Conversations.Web.Attachments;

/// <summary>What a file is by its first bytes, never by its name or what its sender says. Whatever is not surely one of these is just bytes.</summary>
/// <param name="Size">Of an image.</param>
public sealed record FileKind(string ContentType, PixelSize? Size)
{
    private static readonly SearchValues<byte> Unprintable =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(static c => c is not ('\t' or '\n' or '\r' or '\f')).Select(static c => (byte)c), 0x7F]);

    private static readonly FileKind Bytes = new("application/octet-stream", null);

    /// <summary>Only these are ever shown in place; all else is offered to be saved.</summary>
    public static bool IsShown(string contentType) => contentType is "image/png" or "image/jpeg" or "image/gif" or "image/webp";

    public static FileKind Of(ReadOnlySpan<byte> file)
    {
        if (ImageType(file) is { } image)
        {
            return PixelSize.Of(image, file) is { Width: > 0, Height: > 0 } size ? new FileKind(image, size) : Bytes;
        }

        return file.StartsWith("%PDF-"u8) ? new FileKind("application/pdf", null)
            : Utf8.IsValid(file) && file.IndexOfAny(Unprintable) < 0 ? new FileKind("text/plain", null)
            : Bytes;
    }

    private static string? ImageType(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8) ? "image/gif"
        : file.Length > 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}
