using Conversations.Contracts.Conversations;
using Conversations.Grains.Tests.Conversations;
using static Conversations.Grains.Tests.Conversations.Story;

namespace Conversations.Grains.Tests.Promises;

/// <summary>Orders about promises as the tests of them give them.</summary>
internal static class PromiseOrders
{
    public static MakePromise Make(this Story story, TimeSpan ahead) => new() { Id = story.NextId(), Promise = new NewPromise("call back", story.Now + ahead) };

    /// <summary>A customer has written, and Mara has promised.</summary>
    public static MakePromise Made(this Story story, TimeSpan ahead)
    {
        story.Receives("m-1");
        var made = story.Make(ahead);
        story.Does(Mara, made);
        return made;
    }

    public static MovePromise Move(this Story story, Guid promise, TimeSpan ahead) =>
        new() { Id = story.NextId(), PromiseId = promise, DueAt = story.Now + ahead, Text = "It will be tomorrow.", SeenSeq = story.State!.Head };
}
