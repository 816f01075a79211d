using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Grains.Gestures;
using Conversations.Grains.Handovers;
using Conversations.Grains.Tests.Conversations;
using static Conversations.Grains.Tests.Notices.NoticeWorld;

namespace Conversations.Grains.Tests.Notices;

public sealed class NoticeTests
{
    private static readonly Actor Customer = new("customer", "u-1", "Ana");
    private readonly NoticeWorld world = new();

    [Fact]
    public async Task Who_gets_a_conversation_from_a_colleague_is_told_and_who_takes_it_herself_is_not()
    {
        var seq = await world.CommitAsync((new Assigned(Mara, 1), By(Jonas)));
        await world.CommitAsync((new Assigned(Mara, 2), By(Mara)), (new Claimed(Mara, 3), By(Mara)));
        await world.RoundAsync();

        var notice = Assert.Single(await world.OfAsync(Mara));
        Assert.Equal((NoticeKinds.Assigned, seq, Jonas), (notice.Kind, notice.Seq, notice.Actor));
        var told = JsonNode.Parse(Assert.Single(world.Told).Json)!;
        Assert.Equal(("assigned", "Name of jonas", "Ana", 1), (told["kind"]!.GetValue<string>(), told["actor"]!["name"]!.GetValue<string>(), told["customer"]!["name"]!.GetValue<string>(), told["unseen"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Who_is_asked_to_co_sign_is_told_and_who_asks_is_not()
    {
        var ask = new RecordGesture
        {
            Id = Guid.NewGuid(), Gesture = Guid.NewGuid(), Entry = EntryKinds.CoSignAsked, Kind = "refund", Amount = 8000, Currency = "EUR", PolicyVersion = 1, Asked = [Jonas, Mara],
        };
        await world.CommitAsync((new GestureRecorded(ask), By(Mara)), (new GestureRecorded(ask with { Entry = EntryKinds.GestureGranted, Asked = [] }), By(Mara)));
        await world.RoundAsync();
        Assert.Equal([(NoticeKinds.CoSignAsked, (EmployeeId?)Mara)], (await world.OfAsync(Jonas)).Select(static notice => (notice.Kind, notice.Actor)));
        Assert.Empty(await world.OfAsync(Mara));
    }

    [Fact]
    public async Task Who_is_handed_a_conversation_is_told_and_its_giver_of_what_became_of_it_unless_she_did_it_herself()
    {
        await world.CommitAsync((new HandoverOffered(Mara, Jonas, null, world.Time.GetUtcNow(), "words"), By(Mara)));
        await world.RoundAsync();
        Assert.Equal([(NoticeKinds.HandoverOffered, (EmployeeId?)Mara)], (await world.OfAsync(Jonas)).Select(static notice => (notice.Kind, notice.Actor)));
        await world.CommitAsync(
            (new HandoverReturned(Mara, "returned", "why"), By(Jonas)), (new HandoverReturned(Mara, "expired", ""), Actor.System),
            (new HandoverReturned(Mara, "withdrawn", ""), By(Mara)), (new HandoverAccepted(Mara, Jonas, 2, null), By(Jonas)));
        await world.RoundAsync();
        Assert.Equal(
            [NoticeKinds.HandoverAccepted, NoticeKinds.HandoverReturned, NoticeKinds.HandoverReturned],
            (await world.OfAsync(Mara)).Select(static notice => notice.Kind).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_what_is_handed_to_a_queue_its_duty_person_is_told()
    {
        await world.CommitAsync((new HandoverOffered(Mara, null, new QueueId("refunds"), world.Time.GetUtcNow(), ""), By(Mara)));
        await world.RoundAsync();
        Assert.Equal(NoticeKinds.HandoverOffered, Assert.Single(await world.OfAsync(Duty)).Kind);
    }

    [Fact]
    public async Task Who_is_mentioned_is_told_once_and_never_of_her_own_note()
    {
        await world.CommitAsync((new NoteAdded("see @jonas @mara", [Jonas, Jonas, Mara]), By(Mara)));
        await world.RoundAsync();
        Assert.Equal(NoticeKinds.Mentioned, Assert.Single(await world.OfAsync(Jonas)).Kind);
        Assert.Empty(await world.OfAsync(Mara));
        Assert.Null(Assert.Single(await world.OfAsync(Jonas)).PassOnAt);
    }

    [Fact]
    public async Task The_owner_is_told_that_her_customer_answered_once_until_she_has_answered()
    {
        await SaysAsync("m-1", "m-2");
        await world.RoundAsync(1);
        await SaysAsync("m-3");
        await world.RoundAsync();
        Assert.Equal([NoticeKinds.CustomerAnswered], (await world.OfAsync(Mara)).Select(static notice => notice.Kind));
        world.Summary = world.Summary with { WaitingSince = null };
        await world.RoundAsync(1);
        await SaysAsync("m-4");
        await world.RoundAsync();
        Assert.Equal(2, (await world.OfAsync(Mara)).Length);
        Assert.Equal([Mara, Mara], world.Expected);
    }

    [Fact]
    public async Task Messages_nobody_owns_are_no_ones_notice()
    {
        world.Summary = world.Summary with { Owner = null };
        await SaysAsync("m-1");
        await world.RoundAsync();
        Assert.Empty(world.Told);
    }

    [Fact]
    public async Task The_owner_is_told_when_a_snooze_ends_by_the_clock()
    {
        await world.CommitAsync((new StateChanged(ConversationStates.Snoozed, ConversationStates.Owned, null), Actor.System));
        await world.CommitAsync((new StateChanged(ConversationStates.Snoozed, ConversationStates.Owned, null), By(Mara)), (new StateChanged(ConversationStates.Owned, ConversationStates.Closed, null), Actor.System));
        await world.RoundAsync();
        Assert.Equal(NoticeKinds.SnoozeEnded, Assert.Single(await world.OfAsync(Mara)).Kind);
    }

    [Fact]
    public async Task Who_is_on_duty_is_told_when_a_snooze_ends_that_nobody_has()
    {
        world.Summary = world.Summary with { Owner = null };
        await world.CommitAsync((new StateChanged(ConversationStates.Snoozed, ConversationStates.New, null), Actor.System));
        await world.CommitAsync((new StateChanged(ConversationStates.Snoozed, ConversationStates.New, null), By(Mara)));
        await world.RoundAsync();
        Assert.Equal((NoticeKinds.SnoozeEnded, null), (Assert.Single(await world.OfAsync(Duty)).Kind, Assert.Single(await world.OfAsync(Duty)).For));
        Assert.Empty(await world.OfAsync(Mara));
    }

    [Theory]
    [InlineData("auto", "Europe/Vienna", true)]
    [InlineData("auto", "Asia/Tokyo", false)]
    [InlineData("Asia/Tokyo", "Europe/Vienna", false)]
    [InlineData("auto", "Moon/Tranquillity", false)]
    public async Task Quiet_hours_without_a_chosen_zone_count_where_her_browser_was_last(string zone, string browser, bool isQuiet)
    {
        world.Change(Mara, known => known with { Preferences = known.Preferences with { QuietFrom = "10:45", QuietTo = "11:15", TimeZone = zone, BrowserTimeZone = browser } });
        await SaysAsync("m-1");
        await world.RoundAsync();
        Assert.Equal(isQuiet, Assert.Single(await world.OfAsync(Mara)).IsQuiet);
    }

    [Fact]
    public async Task The_author_of_a_reply_that_failed_is_told_though_somebody_else_owns_it_now()
    {
        var reply = Guid.NewGuid();
        await world.CommitAsync((new ReplyQueued(reply, "hello", Audiences.Private, null, null, false), By(Jonas)));
        for (var other = 0; other < 150; other++)
        {
            await world.CommitAsync((new PriorityChanged("low", "high"), By(Mara)));
        }

        await world.CommitAsync((new ReplyMoved(EntryKinds.ReplyFailed, reply, "gone"), Actor.System));
        await world.RoundAsync();
        Assert.Equal(NoticeKinds.DeliveryFailed, Assert.Single(await world.OfAsync(Jonas)).Kind);
        Assert.Empty(await world.OfAsync(Mara));
    }

    [Fact]
    public async Task What_is_not_seen_in_time_goes_to_the_duty_person_while_the_customer_waits()
    {
        world.Queue = world.Queue with { NoticeSeconds = 30 };
        await SaysAsync("m-1");
        await world.RoundAsync();
        await world.RoundAsync(29);
        Assert.Empty(await world.OfAsync(Duty));
        await world.RoundAsync(4);
        var passedOn = Assert.Single(await world.OfAsync(Duty));
        Assert.Equal((NoticeKinds.CustomerAnswered, Mara), (passedOn.Kind, passedOn.For));
        await world.RoundAsync(300);
        Assert.Single(await world.OfAsync(Duty));
    }

    [Fact]
    public async Task What_one_human_has_seen_or_whose_customer_waits_no_more_goes_no_further()
    {
        await SaysAsync("m-1");
        await world.RoundAsync();
        await world.Notices.SeeAsync(Mara, long.MaxValue - 1, world.Time.GetUtcNow(), default);
        await world.RoundAsync(120);
        world.Summary = world.Summary with { WaitingSince = null };
        await SaysAsync("m-2");
        await world.RoundAsync();
        world.Summary = world.Summary with { WaitingSince = null };
        await world.CommitAsync((new PriorityChanged("low", "high"), By(Mara)));
        await world.RoundAsync(120);
        await world.RoundAsync(120);
        Assert.Empty(await world.OfAsync(Duty));
    }

    [Theory]
    [InlineData("22:00", "11:00", "Europe/Vienna", false)]
    [InlineData("22:00", "11:30", "Europe/Vienna", true)]
    [InlineData("10:00", "10:30", "auto", true)]
    [InlineData(null, null, "auto", false)]
    public async Task In_her_quiet_hours_a_person_is_shown_and_not_disturbed(string? from, string? to, string zone, bool isQuiet)
    {
        world.Change(Mara, known => known with { Preferences = known.Preferences with { QuietFrom = from, QuietTo = to, TimeZone = zone } });
        await SaysAsync("m-1");
        await world.RoundAsync();
        Assert.Equal(isQuiet, Assert.Single(await world.OfAsync(Mara)).IsQuiet);
        Assert.Equal(isQuiet, JsonNode.Parse(Assert.Single(world.Told).Json)!["quiet"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_lease_that_lapses_soon_is_told_once_and_a_renewed_one_again()
    {
        var lease = new DeadlineRow(Id.Value, DeadlineKinds.Lease, 1, world.Time.GetUtcNow().AddSeconds(50));
        await world.CommitAsync((new Claimed(Mara, 1), By(Mara)));
        world.Lapsing.Read([lease, lease with { Kind = DeadlineKinds.Snooze }, lease with { DueAt = world.Time.GetUtcNow().AddSeconds(100) }], world.Time.GetUtcNow());
        world.Lapsing.Read([lease], world.Time.GetUtcNow());
        await world.RoundAsync();
        Assert.Equal(NoticeKinds.LeaseLapsing, Assert.Single(await world.OfAsync(Mara)).Kind);
        world.Lapsing.Read([lease with { DueAt = lease.DueAt.AddMinutes(5) }], lease.DueAt.AddMinutes(4.5));
        await world.RoundAsync();
        Assert.Equal(2, (await world.OfAsync(Mara)).Length);
    }

    [Fact]
    public async Task What_a_dead_silo_left_is_made_by_another_and_nothing_twice()
    {
        await world.CommitAsync((new Assigned(Mara, 1), By(Jonas)));
        await world.RoundAsync();
        for (var epoch = 2; epoch < 60; epoch++)
        {
            await world.CommitAsync((new Assigned(Mara, epoch), By(Jonas)));
        }

        world.Restart();
        await world.RoundAsync();
        await world.RoundAsync(5);
        Assert.Single(await world.OfAsync(Mara));
        await world.RoundAsync(11);
        Assert.Equal(59, (await world.OfAsync(Mara)).Length);
        Assert.Equal(59, world.Told.Count);
        await world.RoundAsync(60);
        Assert.Equal(59, world.Told.Count);
    }

    [Fact]
    public async Task More_batches_than_fit_are_read_from_the_store()
    {
        for (var epoch = 0; epoch < Limits.NoticeQueueMax + 40; epoch++)
        {
            await world.CommitAsync((new PriorityChanged("low", "high"), By(Mara)));
        }

        await world.CommitAsync((new Assigned(Mara, 1), By(Jonas)));
        await world.RoundAsync();
        Assert.Empty(world.Told);
        await world.CommitAsync((new Assigned(Mara, 2), By(Jonas)));
        await world.RoundAsync();
        Assert.Equal(2, (await world.OfAsync(Mara)).Length);
    }

    private async Task SaysAsync(params string[] externalIds)
    {
        world.Summary = world.Summary with { WaitingSince = world.Summary.WaitingSince ?? world.Time.GetUtcNow() };
        await world.CommitAsync([.. externalIds.Select(id => ((ConversationEvent)new MessageReceived(Story.Message(id, "hello", Audiences.Private)), Customer))]);
    }
}
