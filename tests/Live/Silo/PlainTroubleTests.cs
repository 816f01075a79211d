using Conversations.Contracts.Ports;
using Conversations.Silo.Nodes;
using Orleans.Runtime;

namespace Conversations.Live.Tests.Silo;

public sealed class PlainTroubleTests
{
    [Fact]
    public void A_store_that_is_away_stays_that_without_what_its_driver_threw()
    {
        var thrown = new StoreUnavailableException("PostgreSQL could not commit (57P01).", new DriverException());

        Assert.False(PlainTrouble.CanTravel(thrown));
        var told = Assert.IsType<StoreUnavailableException>(PlainTrouble.Of(thrown));
        Assert.Equal(thrown.Message, told.Message);
        Assert.True(PlainTrouble.CanTravel(told));
    }

    [Fact]
    public void An_exception_nobody_can_send_is_named_and_nothing_of_it_is_told()
    {
        var told = PlainTrouble.Of(new DriverException());

        Assert.True(PlainTrouble.CanTravel(told));
        Assert.Contains(nameof(DriverException), told.Message);
        Assert.DoesNotContain("secret", told.Message);
    }

    [Fact]
    public void What_can_travel_is_left_as_it_is()
    {
        Assert.True(PlainTrouble.CanTravel(new StoreOverloadedException("Too many appends wait.")));
        Assert.True(PlainTrouble.CanTravel(new TimeoutException("late", new InvalidOperationException("inside"))));
        Assert.True(PlainTrouble.CanTravel(new SiloUnavailableException("gone")));
        Assert.False(PlainTrouble.CanTravel(new AggregateException(new TimeoutException("late"))));
    }

    private sealed class DriverException() : Exception("secret words of a row");
}
