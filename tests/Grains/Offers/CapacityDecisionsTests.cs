using Conversations.Contracts;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Ports;
using Conversations.Grains.Offers;

namespace Conversations.Grains.Tests.Offers;

/// <summary>What one person carries, on paper.</summary>
public sealed class CapacityDecisionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly EmployeeId Mara = new("mara");
    private static readonly Dictionary<ConversationId, int> Nothing = [];

    [Fact]
    public void There_is_room_up_to_the_capacity_and_no_unit_more()
    {
        var book = CapacityDecisions.Reserve(CapacityBook.Empty, Nothing, Order("a", 2), 4, Now)!;
        book = CapacityDecisions.Reserve(book, Nothing, Order("b", 2), 4, Now)!;
        Assert.Null(CapacityDecisions.Reserve(book, Nothing, Order("c", 1), 4, Now));
        Assert.Null(CapacityDecisions.Reserve(CapacityBook.Empty, new Dictionary<ConversationId, int> { [Id("x")] = 3 }, Order("c", 2), 4, Now));
        Assert.Equal(4, CapacityDecisions.InUse(book, Nothing));
    }

    [Fact]
    public void The_same_order_again_is_granted_and_counts_once()
    {
        var book = CapacityDecisions.Reserve(CapacityBook.Empty, Nothing, Order("a", 4), 4, Now)!;
        Assert.Same(book, CapacityDecisions.Reserve(book, Nothing, Order("a", 4), 4, Now));
    }

    [Fact]
    public void What_was_accepted_and_not_yet_released_counts_once()
    {
        var book = CapacityDecisions.Reserve(CapacityBook.Empty, Nothing, Order("a", 2), 4, Now)!;
        var owned = new Dictionary<ConversationId, int> { [Id("a")] = 2 };
        Assert.Equal(2, CapacityDecisions.InUse(book, owned));
        Assert.NotNull(CapacityDecisions.Reserve(book, owned, Order("b", 2), 4, Now));
        Assert.Equal(0, CapacityDecisions.InUse(CapacityDecisions.Release(book, Id("a"), 1), Nothing));
    }

    [Fact]
    public void Units_are_kept_as_long_as_the_offer_stands_whatever_the_clock_says()
    {
        var kept = new KeptUnits(Id("a"), 1, 1, Now.AddSeconds(30));
        var open = OfferBook.Empty with { Count = 1, Open = new OpenOffer(Mara, 1, Now.AddSeconds(30), "mostRoom") };
        Assert.False(CapacityDecisions.IsOver(kept, Mara, open, Now.AddHours(1)));
        Assert.True(CapacityDecisions.IsOver(kept, Mara, open with { Open = null }, Now));
        Assert.True(CapacityDecisions.IsOver(kept, Mara, open with { Open = open.Open! with { Employee = new EmployeeId("jonas") } }, Now));
        Assert.True(CapacityDecisions.IsOver(kept, Mara, open with { Count = 2, Open = open.Open! with { Epoch = 2 } }, Now));
    }

    [Fact]
    public void What_was_never_offered_is_free_some_seconds_after_its_time()
    {
        var kept = new KeptUnits(Id("a"), 1, 1, Now.AddSeconds(30));
        Assert.False(CapacityDecisions.IsOver(kept, Mara, null, Now.AddSeconds(40)));
        Assert.True(CapacityDecisions.IsOver(kept, Mara, null, Now.AddSeconds(41)));
    }

    [Theory]
    [InlineData("owned", 0, 2)]
    [InlineData("owned", 3_600, 2)]
    [InlineData("waitingCustomer", 60, 2)]
    [InlineData("waitingCustomer", 601, 0)]
    public void What_she_has_at_hand_takes_units_unless_its_customer_is_long_silent(string state, int silentSeconds, int units) =>
        Assert.Equal(units, CapacityDecisions.UnitsOf(new CarriedConversation(Id("a"), "chat", state, Now.AddSeconds(-silentSeconds)), new OfferOptions(), Now));

    [Fact]
    public void Units_of_a_channel_kind_are_the_companys_to_set()
    {
        var options = new OfferOptions { Units = { ["chat"] = 5 } };
        Assert.Equal((5, 1, 1), (options.UnitsOf("chat"), options.UnitsOf("webhook"), options.UnitsOf("telepathy")));
        Assert.False(new OfferOptions { Units = { ["chat"] = 0 } }.IsValid());
    }

    private static ConversationId Id(string name) => new(name);

    private static UnitsOrder Order(string conversation, int units) => new() { Conversation = Id(conversation), Epoch = 1, Units = units, Until = Now.AddSeconds(30) };
}
