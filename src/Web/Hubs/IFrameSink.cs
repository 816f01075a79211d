namespace Conversations.Web.Hubs;

/// <summary>The way to one dashboard.</summary>
public interface IFrameSink
{
    /// <summary>Completes when the reader's pipe has room again. The frame must stay as it is until then. Never throws for a line that broke.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> frame);

    /// <summary>Cuts the line; the client connects anew and resumes.</summary>
    void Abort();
}
