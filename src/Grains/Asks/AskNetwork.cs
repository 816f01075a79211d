using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Grains.Notices;
using Orleans;

namespace Conversations.Grains.Asks;

/// <param name="IsUnsure">Nobody was found, but of some it is not known yet whether they are there.</param>
internal sealed record AskFound(int Ring, string? Place, ImmutableArray<AskedPerson> People, bool IsUnsure);

/// <summary>The way from an ask to the others: finds who is there and may be disturbed, and does what follows from its changes.</summary>
internal sealed class AskNetwork(IGrainFactory grains, IRoster roster, NoticeMaker notices, AskOptions options)
{
    private const int AtOnceMax = 16;
    private const string Available = "available";

    /// <summary>One reading of all people serves all asks of that time.</summary>
    private static readonly TimeSpan RosterAgeMax = TimeSpan.FromSeconds(10);

    /// <summary>Whose line was lost is back by then, if it was not she who went.</summary>
    private static readonly TimeSpan ReturnWithin = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The first ring after the present one in which somebody is there; the last one in any case. Before nobody is found the roster is read anew: who asks, or who would
    /// answer, may have come, or begun to follow the topic, since it was read.
    /// </summary>
    public async Task<AskFound> FindAsync(AskState state, DateTimeOffset now) =>
        await SearchAsync(state, now, RosterAgeMax) ?? await SearchAsync(state, now, TimeSpan.Zero)
        ?? new AskFound(AskRings.InOrder.Length - 1, null, await DutyAsync(state), IsUnsure: false);

    /// <summary>Null: nobody is there.</summary>
    private async Task<AskFound?> SearchAsync(AskState state, DateTimeOffset now, TimeSpan ageMax)
    {
        var everybody = await roster.ReadAsync(ageMax, CancellationToken.None);
        var asker = everybody.FirstOrDefault(person => person.Id == state.Asker);
        var isUnsure = false;
        for (var ring = state.Ring + 1; ring < AskRings.InOrder.Length - 1 && asker is not null; ring++)
        {
            var asked = ImmutableArray.CreateBuilder<AskedPerson>();
            foreach (var some in AskCandidates.Of(state, ring, asker, everybody).Chunk(AtOnceMax))
            {
                var seen = await Task.WhenAll(some.Select(one => LookAsync(state.Id, one.Employee, now)));
                isUnsure |= seen.Contains(null);
                asked.AddRange(some.Where((_, at) => seen[at] == true).Select(one => new AskedPerson(one.Employee, AskRings.InOrder[ring], one.Topic, "asked")));
                if (asked.Count >= Limits.AskRingPeopleMax)
                {
                    break;
                }
            }

            if (asked.Count > 0)
            {
                return new AskFound(ring, AskCandidates.PlaceOf(ring, asker), asked.DrainToImmutable(), IsUnsure: false);
            }
        }

        return isUnsure && !state.HasWaited ? new AskFound(state.Ring, null, [], IsUnsure: true) : null;
    }

    public Task DoAsync(AskState state, AskDuty duty) => duty.Kind switch
    {
        AskDutyKinds.Begin => Colleague(duty).Begins(state.Id),
        AskDutyKinds.Notice => NoticeAsync(state, duty.Employee!.Value),
        AskDutyKinds.AskAgain => Colleague(duty).Ask(state.Id, int.MaxValue),
        AskDutyKinds.Release => Colleague(duty).Release(state.Id),
        AskDutyKinds.RecordAnswer => RecordAsync(
            state, state.AnsweredBy!.Value, state.Words?.AnswererName ?? "", new RecordAnswer { Id = duty.Id, AskId = state.Id, Asker = state.Asker, Text = state.Words?.Answer ?? "" }),
        AskDutyKinds.RecordEnd => RecordAsync(state, state.Asker, state.Words?.AskerName ?? "", new RecordAskEnd { Id = duty.Id, AskId = state.Id, Reason = duty.Reason! }),
        AskDutyKinds.Thank => ThankAsync(state, duty),
        _ => throw new ArgumentOutOfRangeException(nameof(duty), duty.Kind, "No such duty."),
    };

    /// <summary>True: she is asked from now on. Null: it is not known whether she is there, or her line was lost just now, as all are when a server dies: she may be on her way back.</summary>
    private async Task<bool?> LookAsync(Guid ask, EmployeeId employee, DateTimeOffset now) =>
        await grains.GetGrain<IEmployeeGrain>(employee.Value).Presence() is not { Intent: Available } presence ? false
        : presence.IsConnected ? await grains.GetGrain<IColleagueGrain>(employee.Value).Ask(ask, options.DailyMax)
        : presence.ConnectedSince is not { } lostAt || now - lostAt < ReturnWithin ? null : false;

    /// <summary>Who is on duty answers for what nobody else does: she is asked whether she is there or not.</summary>
    private async Task<ImmutableArray<AskedPerson>> DutyAsync(AskState state)
    {
        var duty = await notices.DutyAsync(state.Queue);
        if (duty == state.Asker || state.Find(duty) is not null || await grains.GetGrain<IEmployeeGrain>(duty.Value).Get() is not { Disabled: false })
        {
            return [];
        }

        await grains.GetGrain<IColleagueGrain>(duty.Value).Ask(state.Id, int.MaxValue);
        return [new AskedPerson(duty, AskRings.Duty, null, "asked")];
    }

    private Task NoticeAsync(AskState state, EmployeeId employee) =>
        notices.MakeAsync(state.Conversation, new NoticeCause(NoticeKinds.Asked, employee, null, state.Seq, state.BegunAt, state.Asker), CancellationToken.None);

    private async Task ThankAsync(AskState state, AskDuty duty)
    {
        await Colleague(duty).Thank(state.Id);
        await RecordAsync(state, state.Asker, state.Words?.AskerName ?? "", new ThankColleague { Id = duty.Id, AskId = state.Id, Employee = duty.Employee!.Value });
    }

    /// <summary>In the name of whoever did it: the ask's own journal says that it was so. A no means that the conversation is not what it was; then there is nothing to record.</summary>
    private async Task RecordAsync(AskState state, EmployeeId employee, string name, ConversationCommand command)
    {
        var before = Caller.Current;
        try
        {
            Caller.Current = new Caller(employee, name, Role.Agent, null);
            await grains.GetGrain<IConversationGrain>(state.Conversation.Value).Execute(command);
        }
        finally
        {
            Caller.Current = before;
        }
    }

    private IColleagueGrain Colleague(AskDuty duty) => grains.GetGrain<IColleagueGrain>(duty.Employee!.Value.Value);
}
