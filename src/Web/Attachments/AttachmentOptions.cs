namespace Conversations.Web.Attachments;

/// <summary>Section "Attachments" of the configuration.</summary>
public sealed class AttachmentOptions
{
    public const string Section = "Attachments";

    /// <summary>Bytes of one file; at most and by default 10 MB.</summary>
    public int FileBytesMax { get; set; } = 10 * 1024 * 1024;

    /// <summary>Bytes one person may upload in 24 hours; default 200 MB.</summary>
    public long BytesPerDayMax { get; set; } = 200L * 1024 * 1024;

    /// <summary>Files that were not sent are deleted after so long; default 30 days.</summary>
    public TimeSpan UnsentFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Where customers' systems fetch files from, such as https://desk.example.com; default: the address the author's dashboard calls.</summary>
    public string? PublicUrl { get; set; }

    public bool IsValid() =>
        FileBytesMax is >= 1024 and <= 10 * 1024 * 1024 && BytesPerDayMax >= FileBytesMax && UnsentFor >= TimeSpan.FromDays(1)
        && (PublicUrl is null || (Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.AbsolutePath == "/" && url.Query.Length == 0));
}
