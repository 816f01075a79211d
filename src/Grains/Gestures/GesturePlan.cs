using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Gestures;

/// <summary>Who pays for a gesture to whom.</summary>
/// <param name="Team">Its name; people without one share the company's.</param>
internal sealed record GestureParties(EmployeeId Payer, string Team, SummaryRow Conversation)
{
    /// <summary>Who gets it: of a conversation in which several people write, not always who wrote last.</summary>
    public string CustomerId { get; init; } = Conversation.Customer.Id;
}

/// <summary>Which ledgers a gesture counts in, and what they leave room for. Days and weeks are those of UTC.</summary>
internal static class GesturePlan
{
    private const int CustomerDays = 30;

    /// <summary>In the fixed order of reserving: team, employee, customer, conversation. Only rules the policy has.</summary>
    public static ImmutableArray<LedgerUse> Of(GestureCaps caps, string kind, GestureParties parties, Guid gesture, DateTimeOffset now)
    {
        var date = DateOnly.FromDateTime(now.UtcDateTime);
        var (day, monday) = (date.DayNumber, date.DayNumber - (((int)date.DayOfWeek + 6) % 7));
        var row = parties.Conversation;
        var team = GestureIds.NameOf(parties.Team);
        var uses = ImmutableArray.CreateBuilder<LedgerUse>();
        Add(GestureRules.PerTeamDay, SliceOf(team, kind, GestureIds.SliceOf(gesture)), day, day, $"purse-{team}-{kind}");
        Add(GestureRules.PerEmployeeWeek, $"ledger-employee-{parties.Payer.Value}-{kind}", day, monday);
        Add(GestureRules.PerCustomer30Days, $"ledger-customer-{GestureIds.NameOf(row.Channel.Value, parties.CustomerId)}-{kind}", day, day - CustomerDays + 1);
        Add(GestureRules.PerConversation, $"ledger-conversation-{row.Id.Value}-{kind}", 0, 0);
        return uses.ToImmutable();

        void Add(string rule, string stream, int on, int from, string? purse = null)
        {
            if (caps.Of(rule) is { } cap)
            {
                uses.Add(new LedgerUse(rule, stream, on, from, cap, purse));
            }
        }
    }

    /// <summary>All slices of a team's day, of the one that is named.</summary>
    public static IEnumerable<string> Slices(LedgerUse team) => Enumerable.Range(0, IPurseGrain.Slices).Select(slice => Slice(team, slice));

    public static string Slice(LedgerUse team, int slice) => team.Stream[..(team.Stream.LastIndexOf('-') + 1)] + (char)('0' + slice);

    public static int SliceNumber(LedgerUse team) => team.Stream[^1] - '0';

    /// <summary>What may be given: by the tightest rule, and what a co-sign could raise it to.</summary>
    public static GestureRoom Room(string kind, GestureCaps caps, IEnumerable<(LedgerUse Use, long Left)> rests, bool isCoSigned)
    {
        var rules = new List<(string Rule, long Limit, long Left, bool IsOwn)> { (GestureRules.PerAction, caps.PerAction, caps.PerAction, false) };
        if (!isCoSigned && caps.Of(GestureRules.CoSignAbove) is { } line)
        {
            rules.Add((GestureRules.CoSignAbove, line, line, true));
        }

        rules.AddRange(rests.Select(static it => (it.Use.Rule, it.Use.Cap, Math.Max(0, it.Left), it.Use.Rule is GestureRules.PerTeamDay or GestureRules.PerEmployeeWeek)));
        var tightest = rules.MinBy(static rule => rule.Left);
        var coSigned = rules.Where(static rule => !rule.IsOwn).Min(static rule => rule.Left);
        return new GestureRoom(kind, tightest.Left, tightest.Rule, tightest.Limit, isCoSigned ? 0 : coSigned);
    }

    public static GestureDenial? Denial(GestureRoom room, long amount, string currency) => amount <= room.Remaining
        ? null
        : new GestureDenial(
            room.Rule, room.Limit, room.Remaining,
            [.. amount <= room.CoSignUpTo ? [GestureSteps.AskCoSign] : Array.Empty<string>(), .. room.Remaining > 0 ? [GestureSteps.GiveRest] : Array.Empty<string>()],
            currency);

    private static string SliceOf(string team, string kind, int slice) => $"ledger-team-{team}-{kind}-{slice}";
}

/// <summary>Reads what ledgers leave; never older than the newest answered gesture.</summary>
internal static class GestureRooms
{
    public static async Task<GestureRoom> ReadAsync(IJournal journal, string kind, GestureCaps caps, ImmutableArray<LedgerUse> uses, bool isCoSigned)
    {
        var rests = await Task.WhenAll(uses.Select(async use => (use, await RestAsync(journal, use))));
        return GesturePlan.Room(kind, caps, rests, isCoSigned);
    }

    private static async Task<long> RestAsync(IJournal journal, LedgerUse use)
    {
        var streams = use.Purse is null ? [use.Stream] : GesturePlan.Slices(use);
        var states = await Task.WhenAll(streams.Select(async stream =>
            FencedStream<LedgerState>.StateOf(await journal.ReadHeadAsync(stream, CancellationToken.None), LedgerJson.Default.LedgerState)));
        return use.Cap - states.Sum(state => state?.UsedSince(use.From) ?? 0);
    }
}
