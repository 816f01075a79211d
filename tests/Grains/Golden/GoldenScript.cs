using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Tests.Conversations;
using Conversations.Testing.Golden;

namespace Conversations.Grains.Tests.Golden;

/// <summary>Conversations that are written down as the steps of a golden journal, as the real decisions and codecs make them.</summary>
internal sealed class GoldenScript
{
    private readonly List<GoldenStep> _steps = [];
    private short _stories;

    public IReadOnlyList<GoldenStep> Steps => _steps;

    public Story Begin() => new(++_stories, append => _steps.Add(new GoldenStep { Append = append }));

    public void Order(Story story, Contracts.Access.Caller caller, Func<Guid, ConversationCommand> command) =>
        story.Does(caller, command(story.NextId()));

    public Guid Reply(Story story, Contracts.Access.Caller caller, Reply reply)
    {
        story.Does(caller, reply);
        return reply.Id;
    }

    /// <summary>The delivery claims the reply.</summary>
    public void Claims(Story story, Guid reply) => _steps.Add(new GoldenStep { Claim = new GoldenClaim(story.Channel, story.Now, [reply]) });

    public void Defers(Story story, Guid reply, int attempt, TimeSpan delay, string reason) =>
        _steps.Add(new GoldenStep { Defer = new GoldenDeferral(reply, attempt, story.Now + delay, reason) });

    /// <summary>The delivery claims the reply, sends it, and tells how that ended.</summary>
    public void Sends(Story story, Guid reply, string status, int attempt = 1, string? providerId = null, string? reason = null)
    {
        Claims(story, reply);
        story.After(TimeSpan.FromMilliseconds(40));
        Told(story, reply, status, attempt, providerId, reason);
    }

    /// <summary>A report; without an attempt it is the network's own.</summary>
    public void Told(Story story, Guid reply, string status, int? attempt = null, string? providerId = null, string? reason = null) =>
        Assert.True(story.Hears(new DeliveryReport { ReplyId = reply, Status = status, Attempt = attempt, ProviderId = providerId, Reason = reason }));

    public void Erases(Story story)
    {
        _steps.Add(new GoldenStep { Erase = story.Conversation.Value });
        story.IsErased();
    }
}
