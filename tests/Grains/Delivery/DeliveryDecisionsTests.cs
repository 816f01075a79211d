using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Delivery;

namespace Conversations.Grains.Tests.Delivery;

public sealed class DeliveryDecisionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DeliveryOptions Options = new();
    private static readonly SendOutcome Busy = new SendOutcome.NotSent("http-503", After: null);
    private static readonly SendOutcome Lost = new SendOutcome.Unclear("timeout");

    [Fact]
    public void Sent_is_sent_with_the_id_the_network_gave() =>
        Assert.Equal(new DeliveryStep.Finish(DeliveryStates.Sent, "p-1", null), After(new SendOutcome.Sent("p-1")));

    [Fact]
    public void A_no_is_failed_at_once() =>
        Assert.Equal(new DeliveryStep.Finish(DeliveryStates.Failed, null, "http-404"), After(new SendOutcome.Refused("http-404")));

    [Fact]
    public void Unclear_without_idempotency_keys_is_unknown_at_once() =>
        Assert.Equal(new DeliveryStep.Finish(DeliveryStates.Unknown, null, "timeout"), After(Lost, takesKeys: false));

    [Fact]
    public void Unclear_with_idempotency_keys_is_tried_again() =>
        Assert.Equal(new DeliveryStep.Defer(Now.AddSeconds(0.5), "unclear:timeout"), After(Lost));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Surely_not_sent_is_tried_again_on_every_channel(bool takesKeys) =>
        Assert.Equal(new DeliveryStep.Defer(Now.AddSeconds(0.5), "http-503"), After(Busy, takesKeys: takesKeys));

    [Theory]
    [InlineData(1, 0.999, 0.999)]
    [InlineData(1, 0, 0)]
    [InlineData(2, 0.5, 1)]
    [InlineData(5, 0.5, 8)]
    [InlineData(9, 0.5, 128)]
    [InlineData(10, 0.5, 150)]
    [InlineData(1_000_000, 0.5, 150)]
    public void The_time_doubles_from_1_s_to_5_min_and_jitter_is_a_share_of_it(int attempt, double jitter, double seconds) =>
        Assert.Equal(seconds, DeliveryDecisions.RetryDelay(attempt, after: null, jitter, Options).TotalSeconds, precision: 6);

    [Fact]
    public void Retry_After_is_the_floor()
    {
        var busy = new SendOutcome.NotSent("http-429", TimeSpan.FromMinutes(10));

        Assert.Equal(new DeliveryStep.Defer(Now.AddMinutes(10), "http-429"), After(busy, jitter: 0));
        Assert.Equal(new DeliveryStep.Defer(Now.AddMinutes(10).AddSeconds(0.5), "http-429"), After(busy));
    }

    [Fact]
    public void The_eighth_try_is_the_last()
    {
        Assert.IsType<DeliveryStep.Defer>(After(Busy, Row(attempt: 7)));
        Assert.Equal(new DeliveryStep.Finish(DeliveryStates.Failed, null, "http-503"), After(Busy, Row(attempt: 8)));
        Assert.Equal(new DeliveryStep.Finish(DeliveryStates.Unknown, null, "timeout"), After(Lost, Row(attempt: 8)));
    }

    [Fact]
    public void A_try_after_24_hours_is_none()
    {
        Assert.IsType<DeliveryStep.Defer>(After(Busy, Row(age: TimeSpan.FromHours(24) - TimeSpan.FromSeconds(0.5))));
        Assert.Equal(new DeliveryStep.Finish(DeliveryStates.Failed, null, "http-503"), After(Busy, Row(age: TimeSpan.FromHours(24) - TimeSpan.FromSeconds(0.4))));
    }

    [Fact]
    public void Retry_After_beyond_the_24_hours_ends_it() => Assert.Equal(
        new DeliveryStep.Finish(DeliveryStates.Failed, null, "http-429"),
        After(new SendOutcome.NotSent("http-429", TimeSpan.FromHours(1)), Row(age: TimeSpan.FromHours(23.5))));

    [Fact]
    public void What_may_have_arrived_once_never_ends_as_failed_for_being_tired()
    {
        var lost = Assert.IsType<DeliveryStep.Defer>(After(Lost, Row(attempt: 1)));
        var busy = Assert.IsType<DeliveryStep.Defer>(After(Busy, Row(attempt: 2) with { Reason = lost.Reason }));

        Assert.Equal(new DeliveryStep.Finish(DeliveryStates.Unknown, null, "http-503"), After(Busy, Row(attempt: 8) with { Reason = busy.Reason }));
    }

    [Theory]
    [InlineData("http-404")]
    [InlineData("http-409")]
    public void A_no_after_an_unclear_try_tells_nothing_of_that_try(string no) => Assert.Equal(
        new DeliveryStep.Finish(DeliveryStates.Unknown, null, no), After(new SendOutcome.Refused(no), Row(attempt: 2) with { Reason = "unclear:timeout" }));

    [Fact]
    public void A_no_after_tries_that_surely_did_not_arrive_is_failed() => Assert.Equal(
        new DeliveryStep.Finish(DeliveryStates.Failed, null, "http-404"), After(new SendOutcome.Refused("http-404"), Row(attempt: 2) with { Reason = "http-503" }));

    [Fact]
    public void A_sender_that_died_may_have_sent()
    {
        Assert.Equal(
            new DeliveryStep.Defer(Now.AddSeconds(0.5), "unclear:sender-died"), DeliveryDecisions.AfterDeath(Row(), takesIdempotencyKeys: true, Now, 0.5, Options));
        Assert.Equal(
            new DeliveryStep.Finish(DeliveryStates.Unknown, null, "sender-died"), DeliveryDecisions.AfterDeath(Row(), takesIdempotencyKeys: false, Now, 0.5, Options));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void Jitter_outside_its_range_is_a_defect(double jitter) => Assert.Throws<ArgumentOutOfRangeException>(() => After(Busy, jitter: jitter));

    private static DeliveryStep After(SendOutcome outcome, OutboxRow? row = null, bool takesKeys = true, double jitter = 0.5) =>
        DeliveryDecisions.AfterSend(outcome, row ?? Row(), takesKeys, Now, jitter, Options);

    private static OutboxRow Row(int attempt = 1, TimeSpan age = default) => new()
    {
        ReplyId = new Guid("0192e5a0-0000-7000-8000-0000000000aa"),
        Stream = "s",
        Seq = 1,
        Channel = new ChannelId("c-1"),
        State = DeliveryStates.Sending,
        Attempt = attempt,
        NotBefore = Now,
        CreatedAt = Now - age,
        Payload = "{}",
    };
}
