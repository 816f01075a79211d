namespace Conversations.Grains.Conversations;

/// <summary>Keys under which an entry from outside can come only once into a stream.</summary>
public static class SourceKeys
{
    public static string Message(string externalId) => "m:" + externalId;

    public static string Status(Guid replyId, string status) => $"d:{replyId:N}:{status}";
}
