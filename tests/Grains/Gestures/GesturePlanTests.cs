using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Conversations.Grains.Gestures;

namespace Conversations.Grains.Tests.Gestures;

/// <summary>Which ledgers count, in which order, and which rule is told.</summary>
public sealed class GesturePlanTests
{
    private static readonly DateTimeOffset Wednesday = new(2026, 11, 25, 23, 59, 59, TimeSpan.Zero);
    private static readonly GestureCaps Caps = new(new Dictionary<string, long>
    {
        ["perAction"] = 200, ["coSignAbove"] = 50, ["perConversation"] = 300, ["perCustomer30Days"] = 400, ["perEmployeeWeek"] = 500, ["perTeamDay"] = 600,
    }.ToImmutableDictionary());

    [Fact]
    public void Ledgers_are_asked_team_first_then_employee_customer_and_conversation()
    {
        var uses = Plan();
        Assert.Equal(["perTeamDay", "perEmployeeWeek", "perCustomer30Days", "perConversation"], uses.Select(static use => use.Rule));
        var today = DateOnly.FromDateTime(Wednesday.UtcDateTime).DayNumber;
        Assert.Equal([(today, today), (today, today - 2), (today, today - 29), (0, 0)], uses.Select(static use => (use.Day, use.From)));
        Assert.All(uses, static use => Assert.Matches("^[A-Za-z0-9-]{1,100}$", use.Stream));
    }

    [Fact]
    public void The_tightest_rule_is_told_and_a_co_sign_lifts_ones_own_rules_only()
    {
        var room = Room(600, 500, 400, 300);
        Assert.Equal(new GestureRoom("refund", 50, "coSignAbove", 50, 200), room);
        Assert.Equal(new GestureRoom("refund", 20, "perEmployeeWeek", 500, 200), Room(600, 20, 400, 300));
        Assert.Equal(new GestureRoom("refund", 0, "perConversation", 300, 0), Room(600, 500, 400, -5));
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(80, "askCoSign,giveRest")]
    [InlineData(201, "giveRest")]
    public void A_denial_says_what_can_be_done(long amount, string? next)
    {
        var denial = GesturePlan.Denial(Room(600, 500, 400, 300), amount, "EUR");
        Assert.Equal(next, denial is null ? null : string.Join(',', denial.Next));
    }

    [Fact]
    public void Where_nothing_is_left_nothing_is_suggested() => Assert.Empty(GesturePlan.Denial(Room(600, 500, 400, 0), 1, "EUR")!.Next);

    private static ImmutableArray<LedgerUse> Plan()
    {
        var row = new SummaryRow
        {
            Id = new ConversationId(new string('a', 26)), Channel = new ChannelId("ch"), ChannelKind = "webhook", Thread = "t", Visibility = "private", Customer = new CustomerView { Id = "ü – 1" },
            State = "new", Queue = new QueueId("q"), Priority = "normal", Head = 1, LastText = "", LastAt = Wednesday, LastBy = "customer", CreatedAt = Wednesday, Unattended = true,
        };
        return GesturePlan.Of(Caps, "replacement", new GestureParties(new EmployeeId(new string('e', 64)), "Größe & Co", row), Guid.NewGuid(), Wednesday);
    }

    private static GestureRoom Room(params long[] rests) => GesturePlan.Room("refund", Caps, Plan().Zip(rests), isCoSigned: false);
}
