using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Asks;

/// <summary>A change of an ask that is to be committed, or a no.</summary>
/// <param name="Kind">Of its entry; null: nothing is journaled.</param>
/// <param name="Words">What was said, if anything.</param>
public sealed record AskStep(AskState Next, string? Kind, JsonObject Data, string? Words, Actor Actor, Rejection? Rejection = null);

/// <summary>
/// An ask, decided: pure. The first answer stands: whoever comes later finds the ask answered, and the fence of the journal sees to it that two cannot both be first. An
/// answer that does not help lets the ask go on in the ring where it was.
/// </summary>
public static class AskDecisions
{
    private static readonly int Last = AskRings.InOrder.Length - 1;

    public static AskStep Begin(AskOrder order, Caller caller, DateTimeOffset now)
    {
        var state = new AskState
        {
            Id = order.Id,
            Conversation = order.Conversation,
            Seq = order.Seq,
            Queue = order.Queue,
            Asker = caller.Employee,
            Topics = order.Topics,
            BegunAt = now,
            RingUntil = now,
            Step = 1,
            Words = new AskWords { Question = order.Question, AskerName = caller.Name },
        };
        var data = new JsonObject { ["conversationId"] = order.Conversation.Value, ["topics"] = new JsonArray([.. order.Topics.Select(static topic => JsonValue.Create(topic))]) };
        return Step(state, EntryKinds.Asked, data, order.Question, caller.Actor, new Duty(AskDutyKinds.Begin, caller.Employee));
    }

    public static AskStep Decide(AskState state, AskCommand command, Caller caller, DateTimeOffset now, AskOptions options) =>
        !caller.May(Permission.Ask) ? No(state, Problems.Forbidden) : command switch
        {
            AnswerAsk c => Answer(state, c.Text, caller, now),
            DeclineAsk => Decline(state, caller, now),
            CancelAsk => Own(state, caller, AskStates.Running) ?? End(state, AskStates.Cancelled, caller.Actor),
            JudgeAnswer c => Own(state, caller, AskStates.Answered) ?? (c.IsGood ? Good(state, caller) : NotGood(state, caller, now, options)),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "No decision for this command."),
        };

    /// <summary>These people are asked now.</summary>
    public static AskStep OpenRing(AskState state, int ring, string? place, ImmutableArray<AskedPerson> people, DateTimeOffset now, AskOptions options)
    {
        var next = state with { Ring = ring, Place = place, RingUntil = now + options.Of(ring), Step = state.Step + 1, People = state.People.AddRange(people), HasWaited = false };
        var data = new JsonObject { ["ring"] = AskRings.InOrder[ring], ["employees"] = new JsonArray([.. people.Select(static person => JsonValue.Create(person.Employee.Value))]) };
        return Step(next, "ringOpened", data, null, Actor.System, [.. people.Select(static person => new Duty(AskDutyKinds.Notice, person.Employee))]);
    }

    /// <summary>Nobody is known to be there, perhaps because everything has just started: it is looked again.</summary>
    public static AskStep Wait(AskState state, DateTimeOffset until) =>
        new(state with { RingUntil = until, Step = state.Step + 1, HasWaited = true }, null, [], null, Actor.System);

    public static AskStep Expire(AskState state) => End(state, AskStates.Expired, Actor.System);

    public static bool IsLast(AskState state) => state.Ring == Last;

    private static AskStep Answer(AskState state, string text, Caller caller, DateTimeOffset now)
    {
        if (caller.Employee == state.Asker)
        {
            return No(state, Problems.Forbidden);
        }

        if (!state.IsRunning)
        {
            return state.AnsweredBy is { } first
                ? No(state, Problems.AlreadyAnswered) with { Rejection = new Rejection { Slug = Problems.AlreadyAnswered, State = state.Phase, Owner = first } }
                : No(state, Problems.IllegalMove);
        }

        var asked = state.Find(caller.Employee) is { } known
            ? state.People.Replace(known, known with { State = "answered" })
            : state.People.Add(new AskedPerson(caller.Employee, AskRings.InOrder[Math.Max(0, state.Ring)], null, "answered"));
        var next = state with
        {
            Phase = AskStates.Answered,
            RingUntil = null,
            Step = state.Step + 1,
            People = [.. asked.Select(static person => person.State == "asked" ? person with { State = "stopped" } : person)],
            AnsweredBy = caller.Employee,
            AnsweredAt = now,
            Words = (state.Words ?? new AskWords()) with { Answer = text, AnswererName = caller.Name },
        };
        return Step(next, EntryKinds.Answered, [], text, caller.Actor, [new Duty(AskDutyKinds.RecordAnswer, caller.Employee), .. Released(state)]);
    }

    private static AskStep Decline(AskState state, Caller caller, DateTimeOffset now)
    {
        if (state.Find(caller.Employee) is not { } person)
        {
            return No(state, Problems.NotFound);
        }

        if (person.State != "asked")
        {
            return Step(state, null, [], null, caller.Actor);
        }

        var people = state.People.Replace(person, person with { State = "declined" });
        var isLeft = people.Any(static one => one.State == "asked");
        var next = state with
        {
            People = people,
            RingUntil = isLeft || IsLast(state) ? state.RingUntil : now,
            Step = state.Step + 1,
        };
        return Step(next, "declined", [], null, caller.Actor, new Duty(AskDutyKinds.Release, caller.Employee));
    }

    private static AskStep Good(AskState state, Caller caller) =>
        Step(state with { Phase = AskStates.Good }, EntryKinds.Thanked, new JsonObject { ["employeeId"] = state.AnsweredBy!.Value.Value }, null, caller.Actor, new Duty(AskDutyKinds.Thank, state.AnsweredBy));

    private static AskStep NotGood(AskState state, Caller caller, DateTimeOffset now, AskOptions options)
    {
        var next = state with
        {
            Phase = AskStates.Running,
            RingUntil = now + options.Of(Math.Max(0, state.Ring)),
            Step = state.Step + 1,
            AnsweredBy = null,
            AnsweredAt = null,
            People = [.. state.People.Select(static person => person.State switch
            {
                "answered" => person with { State = "notGood" },
                "stopped" => person with { State = "asked" },
                _ => person,
            })],
            Words = (state.Words ?? new AskWords()) with { Answer = "", AnswererName = "" },
        };
        var again = state.People.Where(static person => person.State == "stopped").Select(static person => new Duty(AskDutyKinds.AskAgain, person.Employee));
        return Step(next, "notGood", [], null, caller.Actor, [new Duty(AskDutyKinds.RecordEnd, state.Asker, AskEndReasons.NotGood), .. again]);
    }

    private static AskStep End(AskState state, string phase, Actor actor)
    {
        var next = state with
        {
            Phase = phase,
            RingUntil = null,
            Step = state.Step + 1,
            People = [.. state.People.Select(static person => person.State == "asked" ? person with { State = "stopped" } : person)],
        };
        return Step(next, EntryKinds.AskEnded, new JsonObject { ["reason"] = phase }, null, actor, [new Duty(AskDutyKinds.RecordEnd, state.Asker, phase), .. Released(state)]);
    }

    private static IEnumerable<Duty> Released(AskState before) =>
        before.People.Where(static person => person.State == "asked").Select(static person => new Duty(AskDutyKinds.Release, person.Employee));

    /// <summary>Only the asker, and only in that state; null when it is so.</summary>
    private static AskStep? Own(AskState state, Caller caller, string phase) =>
        caller.Employee != state.Asker ? No(state, Problems.Forbidden) : state.Phase != phase ? No(state, Problems.IllegalMove) : null;

    private static AskStep No(AskState state, string slug) =>
        new(state, null, [], null, Actor.System, new Rejection { Slug = slug, State = slug == Problems.IllegalMove ? state.Phase : null });

    private static AskStep Step(AskState next, string? kind, JsonObject data, string? words, Actor actor, params ReadOnlySpan<Duty> duties)
    {
        var head = kind is null ? next.Head : next.Head + 1;
        var all = ImmutableArray.CreateBuilder<AskDuty>(duties.Length);
        for (var index = 0; index < duties.Length; index++)
        {
            all.Add(new AskDuty(duties[index].Kind, DutyId(next.Id, head, index), duties[index].Employee, duties[index].Reason));
        }

        return new AskStep(next with { Head = head, Duties = all.DrainToImmutable() }, kind, data, words, actor);
    }

    /// <summary>The same in every try of the same change.</summary>
    private static Guid DutyId(Guid ask, long head, int index)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. ask.ToByteArray(), .. BitConverter.GetBytes(head), .. BitConverter.GetBytes(index)], hash);
        hash[7] = (byte)((hash[7] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16]);
    }

    private readonly record struct Duty(string Kind, EmployeeId? Employee, string? Reason = null);
}
