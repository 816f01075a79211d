using Conversations.Contracts;
using Conversations.Contracts.Feed;

namespace Conversations.Web.Kept;

/// <summary>Tells open dashboards that something they have read by REST is not the newest any more. What it is now they read again; nothing of it is told here.</summary>
public sealed class Changes(IPersonalEvents events)
{
    public const string CannedReplies = "cannedReplies";
    public const string SavedFilters = "savedFilters";
    public const string Labels = "labels";

    public const string Topics = "topics";

    /// <summary>Queues, channels and colleagues: who and what there is, and their names.</summary>
    public const string Directory = "directory";

    /// <summary>Replies that failed or of which nobody knows: one came, or one was settled.</summary>
    public const string Replies = "replies";

    /// <summary>What waits on the open floor; with a conversation, the one that is open there.</summary>
    public const string Floor = "floor";

    /// <summary>One's own grade on the open floor, and what leads to the next.</summary>
    public const string FloorStanding = "floorStanding";

    private const string Message = "Changed";

    /// <summary>What is told of one kind; a later one stands for an earlier one that was not sent yet.</summary>
    internal static PersonalEvent Event(string what, EmployeeId? employee = null) => new(employee, Message, what, $$"""{"what":"{{what}}"}""");

    internal static PersonalEvent FloorConversation(ConversationId conversation) =>
        new(null, Message, $"{Floor} {conversation.Value}", $$"""{"what":"{{Floor}}","conversationId":"{{conversation.Value}}"}""");

    /// <param name="employee">Whose it is; null: everybody's.</param>
    public void Tell(string what, EmployeeId? employee = null) => events.Tell(Event(what, employee));
}
