using Conversations.Contracts;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Microsoft.Extensions.DependencyInjection;
using static Conversations.Grains.Tests.Notices.NoticeWorld;

namespace Conversations.Grains.Tests.Notices;

/// <summary>A gesture's fulfilment stands in the gesture's own stream; who gave it is told of the conversation it is for.</summary>
public sealed class GestureNoticeTests
{
    private readonly NoticeWorld world = new();

    [Theory]
    [InlineData("failed", 2)]
    [InlineData("unknown", 2)]
    [InlineData("sent", 0)]
    [InlineData("pending", 0)]
    public async Task Who_gave_is_told_of_each_gesture_that_was_not_carried_out(string fulfilment, int notices)
    {
        await world.CommitAsync();
        await ChangeAsync(fulfilment);
        await ChangeAsync(fulfilment);
        await world.RoundAsync();
        var told = await world.OfAsync(Jonas);
        Assert.Equal(notices, told.Length);
        Assert.All(told, static notice => Assert.Equal((NoticeKinds.GestureNotFulfilled, Id, null), (notice.Kind, notice.Conversation, notice.Seq)));
        Assert.Equal(notices, world.Told.Count);
    }

    [Theory]
    [InlineData("mara", "mara")]
    [InlineData("jonas", "duty")]
    [InlineData(null, "duty")]
    public async Task When_she_has_left_whoever_is_accountable_is_told_the_owner_or_else_the_duty_person(string? owner, string told)
    {
        world.Change(Jonas, static known => known with { Disabled = true });
        world.Summary = world.Summary with { Owner = owner is null ? null : new EmployeeId(owner) };
        await world.CommitAsync();
        await ChangeAsync("failed");
        await world.RoundAsync();
        Assert.Empty(await world.OfAsync(Jonas));
        Assert.Equal(NoticeKinds.GestureNotFulfilled, Assert.Single(await world.OfAsync(new EmployeeId(told))).Kind);
        Assert.Single(world.Told);
    }

    [Fact]
    public async Task What_she_does_not_see_in_time_goes_to_the_duty_person_though_no_customer_waits()
    {
        await world.CommitAsync();
        await ChangeAsync("failed");
        await world.RoundAsync();
        await world.RoundAsync(90);
        await world.RoundAsync(5);
        Assert.Equal(Jonas, Assert.Single(await world.OfAsync(Duty)).For);
    }

    private async Task ChangeAsync(string fulfilment)
    {
        var data = $$"""{"fulfilment":"{{fulfilment}}","conversationId":"{{Id}}","by":"{{Jonas}}"}""";
        var entry = new NewEntry { Seq = 1, At = world.Time.GetUtcNow(), Kind = GestureStreams.FulfilmentChanged, Actor = Actor.System, Data = data };
        var append = new Append { Stream = GestureStreams.Of(Guid.NewGuid()), ExpectedVersion = 0, Entries = [entry], State = "{}", StateShape = 1 };
        Assert.IsType<Appended>(await world.Store.GetRequiredService<IJournal>().AppendAsync(append));
    }
}
