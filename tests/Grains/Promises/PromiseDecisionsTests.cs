using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Grains.Promises;
using Conversations.Grains.Tests.Conversations;
using static Conversations.Grains.Tests.Conversations.Story;

namespace Conversations.Grains.Tests.Promises;

public sealed class PromiseDecisionsTests
{
    private readonly Story story = new();

    private Promise Only => Assert.Single(story.State!.Promises.All);

    private string Kinds => string.Join(' ', story.Last.Entries.Select(entry => entry.Kind));

    [Fact]
    public void A_promise_by_hand_claims_what_nobody_owns_and_follows_the_owner()
    {
        story.Receives("m-1");
        var made = story.Make(TimeSpan.FromHours(2));
        Assert.Equal(3, story.Does(Mara, made).Seq);

        Assert.Equal(string.Join(' ', EntryKinds.Claimed, EntryKinds.PromiseMade), Kinds);
        Assert.Equal((made.Id, "call back", PromiseStates.Open, (EmployeeId?)null), (Only.Id, story.State!.PromiseText(made.Id), Only.State, Only.Owner));
        Assert.Equal(Mara.Employee, story.State.Owner);
        Assert.NotNull(story.State.LeaseUntil);
        Assert.Equal("""{"text":"call back"}""", story.Last.Entries[^1].Words);
        var row = Assert.Single(story.Last.Promises).Row!;
        Assert.Equal(("call back", PromiseStates.Open, story.Now.AddHours(2), Mara.Employee, 3L), (row.Text, row.State, row.DueAt, row.MadeBy, row.Seq));
    }

    [Fact]
    public void Who_promises_in_a_colleagues_conversation_answers_for_it_herself()
    {
        story.Receives("m-1").Does(Mara, new Claim { Id = story.NextId() });
        story.Does(Jonas, story.Make(TimeSpan.FromHours(1)));
        Assert.Equal(Jonas.Employee, Only.Owner);
    }

    [Theory]
    [InlineData(10 * 60, 60)]
    [InlineData(2 * 60 * 60, 12 * 60)]
    [InlineData(5 * 24 * 60 * 60, 15 * 60)]
    public void The_reminder_is_a_tenth_of_the_time_before_or_a_quarter_of_an_hour_whichever_is_shorter(int seconds, int before)
    {
        story.Receives("m-1").Does(Mara, story.Make(TimeSpan.FromSeconds(seconds)));
        Assert.Contains(new DeadlineChange(DeadlineKinds.Promise, 0, story.Now.AddSeconds(seconds - before)), story.Last.Deadlines);
    }

    [Fact]
    public void The_clock_reminds_tells_that_it_is_due_and_breaks_it_when_the_promised_minute_is_over()
    {
        story.Receives("m-1").Does(Mara, story.Make(TimeSpan.FromHours(10)));
        var due = Only.DueAt;

        story.After(TimeSpan.FromMinutes((10 * 60) - 15)).Fires(DeadlineKinds.Promise, 0);
        Assert.Equal((EntryKinds.PromiseDueSoon, PromiseStates.DueSoon), (Kinds, Only.State));
        Assert.Equal([new DeadlineChange(DeadlineKinds.Promise, 0, due)], story.Last.Deadlines);

        story.After(TimeSpan.FromMinutes(15)).Fires(DeadlineKinds.Promise, 0);
        Assert.Equal((EntryKinds.PromiseDue, PromiseStates.DueSoon), (Kinds, Only.State));
        Assert.Equal([new DeadlineChange(DeadlineKinds.Promise, 0, due.AddMinutes(1))], story.Last.Deadlines);

        story.After(TimeSpan.FromMinutes(1)).Fires(DeadlineKinds.Promise, 0);
        Assert.Equal((EntryKinds.PromiseBroken, PromiseStates.Broken), (Kinds, Only.State));
        Assert.Equal([new DeadlineChange(DeadlineKinds.Promise, 0, null)], story.Last.Deadlines);
        Assert.Equal(Actor.System, story.Last.Entries[0].Actor);
    }

    [Fact]
    public void A_firing_that_comes_twice_or_too_early_changes_nothing()
    {
        story.Receives("m-1").Does(Mara, story.Make(TimeSpan.FromHours(10)));
        story.Fires(DeadlineKinds.Promise, 0);
        Assert.Empty(story.Last.Entries);
        story.After(TimeSpan.FromHours(9.9)).Fires(DeadlineKinds.Promise, 0);
        story.Fires(DeadlineKinds.Promise, 0);
        Assert.Empty(story.Last.Entries);
    }

    [Fact]
    public void After_a_long_outage_only_what_is_true_now_is_told()
    {
        story.Receives("m-1").Does(Mara, story.Make(TimeSpan.FromHours(1)));
        story.After(TimeSpan.FromDays(1)).Fires(DeadlineKinds.Promise, 0);
        Assert.Equal(EntryKinds.PromiseBroken, Kinds);
    }

    [Fact]
    public void The_deadline_is_the_earliest_of_all_that_are_open()
    {
        story.Receives("m-1").Does(Mara, story.Make(TimeSpan.FromHours(10)));
        var sooner = story.Make(TimeSpan.FromHours(1));
        story.Does(Mara, sooner);
        Assert.Equal(new DeadlineChange(DeadlineKinds.Promise, 0, story.Now.AddMinutes(54)), story.Last.Deadlines.Single(d => d.Kind == DeadlineKinds.Promise));
        story.Does(Mara, new KeepPromise { Id = story.NextId(), PromiseId = sooner.Id });
        Assert.Equal(new DeadlineChange(DeadlineKinds.Promise, 0, story.Now.AddMinutes((10 * 60) - 15)), story.Last.Deadlines.Single(d => d.Kind == DeadlineKinds.Promise));
    }

    [Fact]
    public void A_broken_promise_can_be_kept_late_or_moved()
    {
        var made = story.Made(TimeSpan.FromHours(1));
        story.After(TimeSpan.FromHours(2)).Fires(DeadlineKinds.Promise, 0);
        story.Does(Mara, story.Move(made.Id, TimeSpan.FromHours(1)));
        Assert.Equal((PromiseStates.Open, null), (Only.State, Only.SettledAt));
        story.After(TimeSpan.FromHours(2)).Fires(DeadlineKinds.Promise, 0);
        story.Does(Mara, new KeepPromise { Id = story.NextId(), PromiseId = made.Id, EvidenceSeq = 1 });
        Assert.Equal((PromiseStates.KeptLate, 1L), (Only.State, Only.EvidenceSeq));
        Assert.Equal(PromiseStates.KeptLate, story.IsRefused(Mara, new KeepPromise { Id = story.NextId(), PromiseId = made.Id }).State);
    }

    [Fact]
    public void Kept_within_the_promised_minute_is_kept_and_after_it_late_though_the_clock_has_not_come_yet()
    {
        var made = story.Made(TimeSpan.FromHours(1));
        var late = story.Make(TimeSpan.FromHours(1));
        story.Does(Mara, late);
        story.After(TimeSpan.FromMinutes(60.9)).Does(Mara, new KeepPromise { Id = story.NextId(), PromiseId = made.Id });
        story.After(TimeSpan.FromMinutes(0.2)).Does(Mara, new KeepPromise { Id = story.NextId(), PromiseId = late.Id });
        Assert.Equal([PromiseStates.Kept, PromiseStates.KeptLate], story.State!.Promises.All.Select(promise => promise.State));
    }

    [Fact]
    public void Only_who_answers_for_it_or_has_the_conversation_moves_releases_and_hands_it_over()
    {
        var made = story.Made(TimeSpan.FromHours(1));
        var handOver = new HandPromiseOver { Id = story.NextId(), PromiseId = made.Id, Employee = Jonas.Employee };
        Assert.Equal((Problems.OwnedByOther, Mara.Employee), (story.IsRefused(Jonas, handOver).Slug, story.IsRefused(Jonas, handOver).Owner));
        story.Does(Mara, handOver);
        Assert.Equal(Jonas.Employee, Only.Owner);
        story.Does(Jonas, new ReleasePromise { Id = story.NextId(), PromiseId = made.Id, Reason = "the customer withdrew" });
        Assert.Equal(PromiseStates.Released, Only.State);
        Assert.Equal("""{"reason":"the customer withdrew"}""", story.Last.Entries[0].Words);
    }

    [Fact]
    public void Resolving_is_refused_with_what_is_open_and_a_follow_up_lays_it_aside_until_the_first_is_due()
    {
        story.Made(TimeSpan.FromHours(5));
        var first = story.Make(TimeSpan.FromHours(2));
        story.Does(Mara, first);
        var refused = story.IsRefused(Mara, new Resolve { Id = story.NextId() });
        Assert.Equal((Problems.OpenPromises, first.Id, "call back"), (refused.Slug, refused.Promises[0].Id, refused.Promises[0].Text));
        Assert.Equal(2, refused.Promises.Length);

        story.Does(Mara, new Resolve { Id = story.NextId(), FollowUp = true });

        Assert.Equal((ConversationStates.Snoozed, story.Now.AddHours(2), Mara.Employee), (story.State!.State, story.State.SnoozedUntil, story.State.Owner));
        Assert.Equal(2, story.State.Promises.Open.Count());
    }

    [Fact]
    public void What_is_settled_or_broken_does_not_stand_in_the_way_of_resolving()
    {
        var kept = story.Made(TimeSpan.FromHours(1));
        story.Does(Mara, new KeepPromise { Id = story.NextId(), PromiseId = kept.Id });
        story.Does(Mara, story.Make(TimeSpan.FromHours(1)));
        story.After(TimeSpan.FromHours(2)).Fires(DeadlineKinds.Promise, 0);
        story.Does(Mara, new Resolve { Id = story.NextId(), FollowUp = true });
        Assert.Equal(ConversationStates.Resolved, story.State!.State);
    }

    [Fact]
    public void So_many_may_be_open_and_the_last_settled_are_remembered()
    {
        story.Made(TimeSpan.FromHours(1));
        for (var number = 1; number < Limits.PromisesOpenMax; number++)
        {
            story.Does(Mara, story.Make(TimeSpan.FromHours(1)));
        }

        Assert.Equal(Problems.TooMany, story.IsRefused(Mara, story.Make(TimeSpan.FromHours(1))).Slug);
        Assert.Equal(Problems.TooMany, story.IsRefused(Mara, story.Reply() with { Promises = [new NewPromise("x", story.Now.AddDays(1))] }).Slug);
        for (var number = 0; number < Limits.PromisesSettledMax + 5; number++)
        {
            story.Does(Mara, new KeepPromise { Id = story.NextId(), PromiseId = story.State!.Promises.Open.First().Id });
            story.Does(Mara, story.Make(TimeSpan.FromHours(1)));
        }

        Assert.Equal(Limits.PromisesOpenMax + Limits.PromisesSettledMax, story.State!.Promises.All.Length);
        Assert.Equal(story.State.Promises.All.Select(promise => promise.Id), story.State.Words.Promises!.Value.Select(text => text.Id));
        Assert.Contains(story.Last.Promises, change => change.Row is not null);
    }

    [Fact]
    public void A_time_that_has_passed_or_is_too_far_a_stranger_and_a_role_without_the_right_are_refused()
    {
        var made = story.Made(TimeSpan.FromHours(1));
        Assert.Equal(Problems.OutOfRange, story.IsRefused(Mara, story.Make(TimeSpan.Zero)).Slug);
        Assert.Equal(Problems.OutOfRange, story.IsRefused(Mara, story.Make(TimeSpan.FromDays(367))).Slug);
        Assert.Equal(Problems.OutOfRange, story.IsRefused(Mara, story.Move(made.Id, TimeSpan.FromDays(-1))).Slug);
        Assert.Equal(Problems.OutOfRange, story.IsRefused(Mara, new KeepPromise { Id = story.NextId(), PromiseId = made.Id, EvidenceSeq = 99 }).Slug);
        Assert.Equal(Problems.NotFound, story.IsRefused(Mara, new KeepPromise { Id = story.NextId(), PromiseId = story.NextId() }).Slug);
        Assert.Equal(Problems.NotFound, story.IsRefused(Mara, story.Reply() with { Keeps = [story.NextId()] }).Slug);
        Assert.Equal(Problems.Forbidden, story.IsRefused(Operator, story.Make(TimeSpan.FromHours(1))).Slug);
    }

    [Fact]
    public void Erasing_leaves_the_promise_and_takes_its_words()
    {
        var made = story.Made(TimeSpan.FromHours(1));
        story.IsErased();
        Assert.Equal(("", PromiseStates.Open), (story.State!.PromiseText(made.Id), Only.State));
        story.After(TimeSpan.FromHours(2)).Fires(DeadlineKinds.Promise, 0);
        Assert.Equal(PromiseStates.Broken, Only.State);
    }

    [Fact]
    public void A_snapshot_from_before_there_were_promises_has_none_and_one_without_is_written_as_it_was()
    {
        story.Receives("m-1");
        Assert.DoesNotContain("romise", StateCodec.Write(story.State!), StringComparison.Ordinal);
        Assert.Empty(StateCodec.Read(StateCodec.Write(story.State!)).Promises.All);
    }
}
