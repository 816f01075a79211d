using System.Text;
using Conversations.Web.Feed;

namespace Conversations.Web.Hubs;

/// <summary>The hub messages about watched conversations, as they are put into a frame.</summary>
internal static class ConversationFrames
{
    /// <summary>False when entries between the reader's place and what is held are missing: the reader must resume.</summary>
    public static bool AppendEntries(FrameBuffer frame, WatchedConversation watched, int frameBytesMax, ref bool hasMore)
    {
        if (watched.Cursor >= watched.Tail.Head)
        {
            return true;
        }

        if (frame.Length >= frameBytesMax)
        {
            hasMore = true;
            return true;
        }

        if (watched.Tail.Read(watched.Cursor, frameBytesMax) is not { } slice)
        {
            return true;
        }

        if (slice.Entries.Length == 0)
        {
            return false;
        }

        frame.Write("{\"type\":1,\"target\":\"Entries\",\"arguments\":[{\"conversationId\":\""u8);
        frame.Write(Encoding.ASCII.GetBytes(watched.Tail.Id));
        frame.Write("\",\"entries\":["u8);
        frame.Write(slice.Entries);
        frame.Write("]}]}\u001e"u8);
        watched.Cursor = slice.UpTo;
        hasMore |= slice.UpTo < watched.Tail.Head;
        return true;
    }

    public static void AppendSigns(FrameBuffer frame, WatchedConversation watched, SignBoard signs, string reader)
    {
        var revision = watched.SignsRevision;
        var message = signs.Read(watched.Tail.Id, reader, ref revision);
        watched.SignsRevision = revision;
        if (message is null)
        {
            return;
        }

        frame.Write("{\"type\":1,\"target\":\"Signs\",\"arguments\":["u8);
        frame.Write(message);
        frame.Write("]}\u001e"u8);
    }

    public static void AppendHeads(FrameBuffer frame, IReadOnlyCollection<WatchedConversation> conversations)
    {
        frame.Write("{\"type\":1,\"target\":\"Heads\",\"arguments\":[{"u8);
        var isFirst = true;
        foreach (var watched in conversations)
        {
            frame.Write(isFirst ? "\""u8 : ",\""u8);
            frame.Write(Encoding.ASCII.GetBytes(watched.Tail.Id));
            frame.Write("\":"u8);
            frame.Write(watched.Tail.Head);
            isFirst = false;
        }

        frame.Write("}]}\u001e"u8);
    }
}
