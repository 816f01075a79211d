using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Grains.Handovers;
using Conversations.Grains.Promises;
using Conversations.Grains.Tests.Conversations;
using static Conversations.Grains.Tests.Notices.NoticeWorld;

namespace Conversations.Grains.Tests.Notices;

/// <summary>What nobody has reaches somebody who is here and may see to it, also when the queue's duty person has left or is something else now.</summary>
public sealed class DutyNoticeTests
{
    private readonly NoticeWorld world = new();

    [Theory]
    [InlineData("here", "duty")]
    [InlineData("left", "ewa")]
    [InlineData("auditor", "ewa")]
    [InlineData("unknown", "ewa")]
    [InlineData("none", "ewa")]
    public async Task An_alarm_a_handover_and_a_broken_promise_reach_whoever_answers_for_the_queue(string state, string reader)
    {
        Becomes(state);
        world.Summary = world.Summary with { Owner = null };
        await world.CommitAsync(
            (new HandoverOffered(Mara, null, world.Queue.Id, world.Time.GetUtcNow(), ""), By(Mara)), (new PromiseBroken(Guid.NewGuid(), world.Time.GetUtcNow(), null), Actor.System));
        await world.RoundAsync();
        await world.Maker.AlarmAsync(world.Summary, world.Time.GetUtcNow(), default);
        Assert.Equal([NoticeKinds.HandoverOffered, NoticeKinds.PromiseBroken, NoticeKinds.QueueAlarm], await KindsAsync(new EmployeeId(reader)));
        Assert.Equal(3, world.Told.Count);
    }

    [Theory]
    [InlineData("left", "ewa")]
    [InlineData("auditor", "ewa")]
    [InlineData("here", "duty")]
    public async Task What_is_not_seen_in_time_is_passed_on_to_whoever_answers_for_the_queue(string state, string reader)
    {
        Becomes(state);
        world.Summary = world.Summary with { WaitingSince = world.Time.GetUtcNow() };
        await world.CommitAsync((new MessageReceived(Story.Message("m-1", "hello", Audiences.Private)), new Actor("customer", "u-1", "Ana")));
        await world.RoundAsync();
        await world.RoundAsync(65);
        Assert.Equal(Mara, Assert.Single(await OfAsync(reader)).For);
    }

    [Theory]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.Agent, true)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Colleague, false)]
    public async Task A_promise_of_who_may_no_longer_answer_is_not_broken_unheard(Role role, bool isGone)
    {
        world.Change(Mara, known => known with { Role = role, Disabled = isGone });
        await world.CommitAsync((new PromiseBroken(Guid.NewGuid(), world.Time.GetUtcNow(), Mara), Actor.System));
        await world.RoundAsync();
        Assert.Equal([NoticeKinds.PromiseBroken], await KindsAsync(role == Role.Colleague ? Mara : Duty));
        Assert.Single(world.Told);
    }

    [Fact]
    public async Task Of_several_admins_the_first_by_id_who_is_here_stands_in()
    {
        world.Change(Jonas, static known => known with { Role = Role.Admin });
        world.Change(Ewa, static known => known with { Disabled = true });
        Becomes("left");
        await world.Maker.AlarmAsync(world.Summary, world.Time.GetUtcNow(), default);
        Assert.Equal([NoticeKinds.QueueAlarm], await KindsAsync(Jonas));
    }

    private void Becomes(string state)
    {
        switch (state)
        {
            case "left":
                world.Change(Duty, static known => known with { Disabled = true });
                break;
            case "auditor":
                world.Change(Duty, static known => known with { Role = Role.Auditor });
                break;
            case "unknown":
                world.Queue = world.Queue with { DutyEmployee = new EmployeeId("nobody") };
                break;
            case "none":
                world.Queue = world.Queue with { DutyEmployee = null };
                break;
        }
    }

    private Task<ImmutableArray<NewNotice>> OfAsync(string employee) => world.OfAsync(new EmployeeId(employee));

    private async Task<IEnumerable<string>> KindsAsync(EmployeeId employee) => (await world.OfAsync(employee)).Select(static notice => notice.Kind).Order(StringComparer.Ordinal);
}
