using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Asks;
using Conversations.Grains.Conversations;
using Conversations.Grains.Handovers;
using Conversations.Grains.Promises;
using Conversations.Grains.Tests.Conversations;
using static Conversations.Grains.Tests.Notices.NoticeWorld;

namespace Conversations.Grains.Tests.Notices;

/// <summary>What was meant for somebody who has left goes to whoever answers for the conversation now: its owner, and without one who is here the duty person.</summary>
public sealed class LeftNoticeTests
{
    private static readonly Guid Reply = Guid.NewGuid();
    private readonly NoticeWorld world = new();

    public static TheoryData<string> Kinds => new(
        NoticeKinds.CustomerAnswered, NoticeKinds.Assigned, NoticeKinds.SnoozeEnded, NoticeKinds.DeliveryFailed, NoticeKinds.HandoverReturned, NoticeKinds.AskAnswered,
        NoticeKinds.PromiseDue, NoticeKinds.PromiseBroken, NoticeKinds.PromiseHandedOver);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_an_owner_who_has_left_would_have_been_told_the_duty_person_is(string kind)
    {
        Leaves(Mara);
        await HappensAsync(kind);
        var told = Assert.Single(await world.OfAsync(Duty));
        Assert.Equal((kind, (EmployeeId?)Mara), (told.Kind, told.For));
        Assert.Empty(await world.OfAsync(Mara));
        Assert.Single(world.Told);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Where_somebody_else_owns_it_by_now_she_is_told(string kind)
    {
        Leaves(Mara);
        world.Summary = world.Summary with { Owner = kind is NoticeKinds.CustomerAnswered or NoticeKinds.SnoozeEnded ? Mara : Ewa };
        await HappensAsync(kind);
        Assert.Equal(kind, Assert.Single(await world.OfAsync(world.Summary.Owner == Ewa ? Ewa : Duty)).Kind);
        Assert.Single(world.Told);
    }

    [Fact]
    public async Task When_the_duty_person_has_left_too_it_is_the_first_admin()
    {
        Leaves(Mara);
        Leaves(Duty);
        await HappensAsync(NoticeKinds.CustomerAnswered);
        Assert.Equal(NoticeKinds.CustomerAnswered, Assert.Single(await world.OfAsync(Ewa)).Kind);
    }

    [Fact]
    public async Task A_reply_that_failed_of_which_nobody_knows_the_author_in_a_conversation_nobody_has_is_the_duty_persons()
    {
        world.Summary = world.Summary with { Owner = null };
        await world.CommitAsync((new ReplyMoved(EntryKinds.ReplyFailed, Reply, "gone"), Actor.System));
        await world.RoundAsync();
        Assert.Equal(NoticeKinds.DeliveryFailed, Assert.Single(await world.OfAsync(Duty)).Kind);
    }

    [Fact]
    public async Task Who_did_it_herself_is_not_told_in_place_of_somebody_who_has_left()
    {
        Leaves(Mara);
        await world.CommitAsync((new Assigned(Mara, 1), By(Duty)));
        await world.RoundAsync();
        Assert.Empty(world.Told);
    }

    [Fact]
    public async Task A_word_to_her_alone_reaches_nobody_else()
    {
        Leaves(Mara);
        await world.CommitAsync(
            (new NoteAdded("see @mara", [Mara]), By(Jonas)), (new HandoverOffered(Jonas, Mara, null, world.Time.GetUtcNow(), ""), By(Jonas)), (new HandoverAccepted(Mara, Jonas, 2, null), By(Jonas)));
        await world.RoundAsync();
        Assert.Empty(world.Told);
    }

    private void Leaves(EmployeeId employee) => world.Change(employee, static known => known with { Disabled = true });

    private async Task HappensAsync(string kind)
    {
        await world.CommitAsync((new ReplyQueued(Reply, "hello", Audiences.Private, null, null, false), By(Mara)));
        world.Summary = world.Summary with { WaitingSince = world.Time.GetUtcNow() };
        await world.CommitAsync(kind switch
        {
            NoticeKinds.CustomerAnswered => (new MessageReceived(Story.Message("m-1", "hello", Audiences.Private)), new Actor("customer", "u-1", "Ana")),
            NoticeKinds.Assigned => (new Assigned(Mara, 1), By(Jonas)),
            NoticeKinds.SnoozeEnded => (new StateChanged(ConversationStates.Snoozed, ConversationStates.Owned, null), Actor.System),
            NoticeKinds.DeliveryFailed => (new ReplyMoved(EntryKinds.ReplyFailed, Reply, "gone"), Actor.System),
            NoticeKinds.HandoverReturned => (new HandoverReturned(Mara, "expired", ""), Actor.System),
            NoticeKinds.AskAnswered => (new AskAnswered(Guid.NewGuid(), Mara, "Gate 4."), By(Jonas)),
            NoticeKinds.PromiseDue => (new PromiseTold(EntryKinds.PromiseDue, Guid.NewGuid(), world.Time.GetUtcNow(), Mara), Actor.System),
            NoticeKinds.PromiseBroken => (new PromiseBroken(Guid.NewGuid(), world.Time.GetUtcNow(), Mara), Actor.System),
            NoticeKinds.PromiseHandedOver => ((ConversationEvent)new PromiseHandedOver(Guid.NewGuid(), Mara), By(Jonas)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        });
        await world.RoundAsync();
    }
}
