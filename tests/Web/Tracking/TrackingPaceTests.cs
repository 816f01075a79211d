using System.Net;
using Conversations.Web.Tracking;

namespace Conversations.Web.Tests.Tracking;

/// <summary>Law: guesses wait, as many as they are, and never keep a customer from her own link.</summary>
public sealed class TrackingPaceTests
{
    private readonly StandingTime time = new();
    private readonly TrackingPace pace;

    public TrackingPaceTests() => pace = new TrackingPace(time);

    [Fact]
    public void A_table_full_of_guessing_addresses_refuses_new_guesses_and_no_link()
    {
        for (var address = 0; address < TrackingPace.CountedMax; address++)
        {
            Assert.True(pace.AllowsGuess(Of(address)));
        }

        Assert.False(pace.AllowsGuess(Of(TrackingPace.CountedMax)));
        Assert.True(pace.AllowsGuess(Of(0)));
        Assert.True(pace.AllowsLink(Guid.NewGuid()));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(pace.AllowsGuess(Of(TrackingPace.CountedMax)));
    }

    [Fact]
    public void More_links_than_are_counted_are_all_open_and_those_counted_stay_paced()
    {
        var first = Guid.NewGuid();
        Assert.Equal(TrackingPace.PerMinuteMax, Enumerable.Range(0, TrackingPace.PerMinuteMax + 5).Count(_ => pace.AllowsLink(first)));
        for (var link = 0; link < TrackingPace.CountedMax + 100; link++)
        {
            Assert.True(pace.AllowsLink(Guid.NewGuid()));
        }

        Assert.False(pace.AllowsLink(first));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(pace.AllowsLink(first));
    }

    [Theory]
    [InlineData("2001:db8:1:1::1", "2001:db8:1:ffff::2", true)]
    [InlineData("2001:db8:1::1", "2001:db8:2::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void A_network_of_IPv6_is_one_address_and_one_of_IPv4_is_itself(string one, string other, bool areOne)
    {
        for (var look = 0; look < TrackingPace.PerMinuteMax; look++)
        {
            Assert.True(pace.AllowsGuess(IPAddress.Parse(one)));
        }

        Assert.False(pace.AllowsGuess(IPAddress.Parse(one)));
        Assert.Equal(areOne, !pace.AllowsGuess(IPAddress.Parse(other)));
    }

    private static IPAddress Of(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);

    private sealed class StandingTime : TimeProvider
    {
        private DateTimeOffset now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now;

        public void Advance(TimeSpan by) => now += by;
    }
}
