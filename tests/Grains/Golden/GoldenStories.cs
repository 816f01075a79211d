using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Grains.Tests.Conversations;
using static Conversations.Grains.Tests.Conversations.Story;

namespace Conversations.Grains.Tests.Golden;

/// <summary>
/// All that a conversation can write today: every kind of entry, every state, every way of an outbox row, texts that hurt. Who adds a kind
/// adds it here, raises <see cref="Version"/> and lets `./test --golden` write the file.
/// </summary>
internal static class GoldenStories
{
    /// <summary>Of the newest file.</summary>
    public const int Version = 3;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static GoldenScript Tell()
    {
        var script = new GoldenScript();
        HostileWords(script.Begin());
        EveryMember(script.Begin());
        ManyAtOnce(script);
        OneOwnerAfterTheOther(script);
        HandedOver(script);
        ArrivedAndRead(script);
        TakenBack(script);
        FailedAndTriedAgain(script);
        Unclear(script);
        SleptResolvedAndClosed(script);
        NotesLabelsPriority(script);
        Promises(script);
        Offers(script);
        Asks(script);
        Gestures(script);
        OnTheFloor(script);
        Erased(script);
        LeftInEachState(script);
        return script;
    }

    private static void HostileWords(Story story)
    {
        string[] texts =
        [
            "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🎸 𝄞 e\u0301",
            "before\uFFFDafter \uFFFD\uFFFD",
            "مرحبا، أين طلبي؟ \u202Eevil.exe\u202C שלום \u200F\u200E",
            "{\"words\":\"\\u0000\"} \\ \" ' \t\r\n <script>alert(1)</script> ]]> &amp;",
            "'; drop table entry; -- $1 {0} %s ${jndi:x}",
            "\uFEFFzero\u200Bwidth\u2028line\u2029paragraph\u0001\u001f\u007f\u0085",
            string.Concat(Enumerable.Repeat("Ein langer Absatz über 長い文章 и ещё 🧵. ", 60)),
        ];
        foreach (var (text, number) in texts.Select(static (text, at) => (text, at + 1)))
        {
            story.After(Minute).Receives($"m/{number}: \"'\\ ✓", text, number % 2 == 0 ? Audiences.Public : Audiences.Private);
        }
    }

    private static void EveryMember(Story story) => story.Receives(3_600, new InboundMessage
    {
        ExternalId = new string('x', Limits.IdCharsMax),
        Thread = "thread with spaces / слово",
        Visibility = Audiences.Public,
        Text = "",
        SentAt = new DateTimeOffset(2026, 11, 22, 8, 30, 15, 123, TimeSpan.FromHours(2)),
        Language = "pt-BR",
        Url = "https://social.example/p/1?a=b&c=d#e",
        ReplyTo = "m-0",
        Sender = new CustomerView { Id = "u-\"1\"", Name = "Zoë O'Neil 🎈", Handle = "@zoë", Followers = 9_007_199_254_740_993 },
        Media = [new InboundMedia("https://cdn.example/a.png", "image/png"), new InboundMedia("https://cdn.example/b", null)],
    }).After(Minute).Receives(null, Message("m-2", "nobody has a name", Audiences.Public) with { Sender = new CustomerView { Id = "u-2" } });

    private static void ManyAtOnce(GoldenScript script)
    {
        var story = script.Begin();
        story.Receives(600, [.. Enumerable.Range(1, ConversationState.RecentMessagesMax + 4).Select(i => Message($"m-{i}", $"line {i}", Audiences.Private))]);
        script.Reply(story.After(Minute), Mara, story.Reply("to the ninth", seen: 9, anyway: true));
    }

    private static void OneOwnerAfterTheOther(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1", target: 900);
        script.Order(story, Mara, id => new Claim { Id = id });
        script.Order(story.After(Minute), Mara, id => new Claim { Id = id });
        script.Order(story, Mara, id => new Release { Id = id });
        script.Order(story, Lead, id => new AssignEmployee { Id = id, Employee = Jonas.Employee });
        script.Order(story, Lead, id => new AssignEmployee { Id = id, Employee = Mara.Employee });
        story.After(story.Options.Lease + Minute).Fires(DeadlineKinds.Lease, story.State!.Epoch);
        script.Order(story, Jonas with { Via = "key" }, id => new Claim { Id = id });
        script.Reply(story, Mara, story.Reply("I know her", anyway: true));
    }

    private static void HandedOver(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1", target: 900);
        script.Order(story, Mara, id => new Claim { Id = id });
        script.Order(story, Mara, id => new MakeTrackingLink { Id = id });
        script.Order(story.After(Minute), Mara, id => new OfferHandover { Id = id, To = Jonas.Employee, Summary = "Wants her money back. 🙂" });
        script.Order(story.After(Minute), Jonas, id => new ReturnHandover { Id = id, Reason = "Not \"ours\"." });
        script.Order(story, Mara, id => new OfferHandover { Id = id, To = Jonas.Employee, Seconds = Limits.HandoverSecondsMin });
        story.After(Minute).Fires(DeadlineKinds.Handover, story.State!.Custody.Pending!.Seq);
        script.Order(story, Mara, id => new OfferHandover { Id = id, ToQueue = new QueueId("refunds") });
        script.Order(story.After(Minute), Jonas, id => new AcceptHandover { Id = id });
        script.Order(story, Jonas, id => new OfferHandover { Id = id, To = Mara.Employee });
        script.Order(story, Jonas, id => new WithdrawHandover { Id = id });
        script.Order(story, Jonas, id => new RevokeTrackingLink { Id = id });
    }

    private static void ArrivedAndRead(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1", "who can see this?", Audiences.Public).Receives("m-2", "and this?");
        var open = script.Reply(story.After(Minute), Mara, story.Reply("All can. 🙂", audience: Audiences.Public));
        var closed = script.Reply(story, Mara, story.Reply("You alone.", audience: Audiences.Private));
        script.Sends(story, open, DeliveryStates.Sent, providerId: "p/1 ✓");
        script.Sends(story, closed, DeliveryStates.Sent);
        script.Told(story.After(Minute), open, "delivered");
        script.Told(story, open, "read");
        script.Told(story, closed, DeliveryStates.Failed, reason: "told-later");
        story.After(Minute).Receives("m-3", "thanks");
    }

    private static void TakenBack(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1", target: 900);
        var held = script.Reply(story.After(Minute), Mara, story.Reply("too fast", hold: 5));
        script.Order(story, Mara, id => new CancelReply { Id = id, ReplyId = held });
        script.Reply(story, Mara, story.Reply("still held", hold: Limits.HoldSecondsMax));
    }

    private static void FailedAndTriedAgain(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1");
        var reply = script.Reply(story, Mara, story.Reply());
        script.Claims(story, reply);
        script.Defers(story, reply, 1, Minute, "http-503");
        script.Sends(story.After(Minute), reply, DeliveryStates.Failed, attempt: 2, reason: "http-400");
        script.Order(story.After(Minute), Mara, id => new RetryReply { Id = id, ReplyId = reply });
        script.Sends(story, reply, DeliveryStates.Failed, reason: "http-410");
        script.Order(story, Mara, id => new MarkReplySent { Id = id, ReplyId = reply });
        var dropped = script.Reply(story, Mara, story.Reply("another way"));
        script.Sends(story, dropped, DeliveryStates.Failed, reason: "http-404");
        script.Order(story, Mara, id => new CancelReply { Id = id, ReplyId = dropped });
        script.Sends(story, script.Reply(story, Mara, story.Reply("left failed")), DeliveryStates.Failed, reason: "http-404");
    }

    private static void Unclear(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1");
        var settled = script.Reply(story, Mara, story.Reply());
        script.Sends(story, settled, DeliveryStates.Unknown, reason: "sender-died");
        script.Told(story.After(Minute), settled, "delivered");
        var left = script.Reply(story, Mara, story.Reply("and this?"));
        script.Sends(story, left, DeliveryStates.Unknown, reason: "no-answer");
    }

    private static void SleptResolvedAndClosed(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1", target: 900);
        script.Order(story, Mara, id => new Snooze { Id = id, Until = story.Now + Minute });
        story.After(Minute).Fires(DeadlineKinds.Snooze, story.State!.StateSeq);
        script.Order(story, Mara, id => new Snooze { Id = id, Until = story.Now.AddDays(366) });
        story.After(Minute).Receives("m-2", "wake up");
        script.Order(story, Mara, id => new Resolve { Id = id });
        story.After(story.Options.CloseAfter).Fires(DeadlineKinds.Close, story.State!.StateSeq);
        script.Order(story, Mara, id => new Reopen { Id = id });
        script.Order(story, Mara, id => new Resolve { Id = id });
        script.Order(story, Mara, id => new Reopen { Id = id });
        script.Order(story, Mara, id => new Resolve { Id = id });
        story.After(Minute).Receives("m-3", "one more thing");
    }

    private static void NotesLabelsPriority(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1");
        script.Order(story, Mara, id => new AddNote { Id = id, Text = "see her last order 🧾", Mentions = [Jonas.Employee, Lead.Employee] });
        script.Order(story, Mara, id => new AddNote { Id = id, Text = "line\nbreak" });
        script.Order(story, Mara, id => new SetLabels { Id = id, Labels = ["vip", "возврат", "a \"b\" c", "🎸"] });
        script.Order(story, Mara, id => new SetLabels { Id = id, Labels = [] });
        script.Order(story, Mara, id => new SetLabels { Id = id, Labels = ["vip"] });
        script.Order(story, Mara, id => new SetPriority { Id = id, Priority = "urgent" });
        script.Order(story, Mara, id => new SetPriority { Id = id, Priority = "low" });
    }

    private static void Promises(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1");
        var made = Guid.Empty;
        script.Order(story, Mara, id => new MakePromise { Id = made = id, Promise = new NewPromise("wir melden uns 📞", story.Now.AddHours(2)) });
        var told = Guid.Empty;
        script.Order(story, Mara, id => new MovePromise { Id = told = id, PromiseId = made, DueAt = story.Now.AddHours(3), Text = "an hour later, sorry", SeenSeq = story.State!.Head });
        script.Sends(story, told, DeliveryStates.Sent);
        script.Order(story, Mara, id => new HandPromiseOver { Id = id, PromiseId = made, Employee = Jonas.Employee });
        story.After(TimeSpan.FromMinutes(165)).Fires(DeadlineKinds.Promise, 0);
        story.After(TimeSpan.FromMinutes(15)).Fires(DeadlineKinds.Promise, 0);
        story.After(Minute).Fires(DeadlineKinds.Promise, 0);
        script.Order(story, Jonas, id => new KeepPromise { Id = id, PromiseId = made, EvidenceSeq = 2 });
        var given = script.Reply(story, Mara, story.Reply("the refund is there by Friday") with { Promises = [new NewPromise("the refund is there", story.Now.AddDays(4))] });
        script.Sends(story, given, DeliveryStates.Sent);
        script.Order(story, Mara, id => new ReleasePromise { Id = id, PromiseId = story.State!.Promises.Open.Single().Id, Reason = "she withdrew" });
        script.Order(story, Mara, id => new MakePromise { Id = id, Promise = new NewPromise("left open", story.Now.AddDays(2)) });
    }

    private static void Offers(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1", target: 900);
        Assert.True(story.IsOffered(Mara.Employee.Value, 1, Minute));
        script.Order(story, Mara, id => new DeclineOffer { Id = id, Reason = "after lunch 🥪" });
        Assert.True(story.IsOffered(Jonas.Employee.Value, 2, Minute));
        story.After(Minute).Fires(DeadlineKinds.Offer, 2);
        Assert.True(story.After(story.Options.OfferRest).IsOffered(Mara.Employee.Value, 3, Minute));
        script.Order(story, Mara, id => new AcceptOffer { Id = id });
        var left = script.Begin().Receives("m-1", "offered", target: 900);
        Assert.True(left.IsOffered(Mara.Employee.Value, 1, Minute));
    }

    private static void Asks(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1");
        var ask = Guid.Empty;
        script.Order(story, Mara, id => new Claim { Id = id });
        script.Order(story, Mara, id => new AskColleagues { Id = ask = id, Question = "Who mends guitars? 🎸", Topics = ["damage", "重い"] });
        script.Order(story.After(Minute), Jonas, id => new RecordAnswer { Id = id, AskId = ask, Asker = Mara.Employee, Text = "The \"luthier\"." });
        script.Order(story, Mara, id => new RecordAskEnd { Id = id, AskId = ask, Reason = "notGood" });
        script.Order(story, Jonas, id => new RecordAnswer { Id = id, AskId = ask, Asker = Mara.Employee, Text = "At the harbour." });
        script.Order(story, Mara, id => new ThankColleague { Id = id, AskId = ask, Employee = Jonas.Employee });
    }

    private static void Gestures(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1");
        var refund = new RecordGesture { Id = default, Gesture = story.NextId(), Entry = "", Kind = "refund", Amount = 5_000, Currency = "EUR", PolicyVersion = 3, Reason = "late 🧳" };
        script.Order(story, Mara, id => refund with { Id = id, Entry = EntryKinds.GestureReserved, ExpiresAt = story.Now + Minute });
        script.Order(story, Mara, id => refund with { Id = id, Entry = EntryKinds.CoSignAsked, Asked = [Lead.Employee], ExpiresAt = story.Now + Minute });
        script.Order(story, Mara, id => refund with { Id = id, Entry = EntryKinds.GestureGranted, CoSigner = Lead.Employee, CoSignerName = "Lea" });
        script.Order(story.After(Minute), Mara, id => refund with { Id = id, Gesture = story.NextId(), Entry = EntryKinds.GestureReleased, Why = "expired" });
    }

    private static void OnTheFloor(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1", "is anybody there?", Audiences.Public, target: 900);
        var nora = new Caller(new EmployeeId("nora"), "Nora", Role.Colleague, null) { Floor = FloorGrades.Draft };
        script.Order(story, nora, id => new ClaimOnFloor { Id = id });
        script.Order(story, nora, id => new ProposeReply { Id = id, Text = "We are. 🙂", SeenSeq = story.State!.Head });
        script.Order(story, Jonas, id => new GiveBackProposal { Id = id, ProposalSeq = story.State!.Head, Word = "say more" });
        script.Order(story, nora, id => new ProposeReply { Id = id, Text = "We are here.", SeenSeq = story.State!.Head });
        script.Order(story, Jonas, id => new SendProposal
        {
            Id = id, ProposalSeq = story.State!.Head, Text = "We are here!", SeenSeq = story.State!.Head, Proposed = "We are here.", AuthorName = "Nora", SendAnyway = true,
        });
    }

    private static void Erased(GoldenScript script)
    {
        var story = script.Begin().Receives("m-1", "my number is 0123", target: 900);
        script.Order(story, Mara, id => new AddNote { Id = id, Text = "her number is 0123" });
        script.Sends(story, script.Reply(story, Mara, story.Reply("I call 0123")), DeliveryStates.Sent);
        script.Erases(story);
        var left = script.Begin().Receives("m-1", "left erased");
        script.Erases(left);
        story.After(Minute).Receives("m-2", "hello again");
        script.Order(story, Mara, id => new Claim { Id = id });
    }

    private static void LeftInEachState(GoldenScript script)
    {
        script.Begin().Receives("m-1", "new", target: 900);
        script.Order(script.Begin().Receives("m-1", "owned", target: 900), Mara, id => new Claim { Id = id });
        var answered = script.Begin().Receives("m-1", "waitingCustomer");
        script.Sends(answered, script.Reply(answered, Mara, answered.Reply()), DeliveryStates.Sent);
        var asleep = script.Begin().Receives("m-1", "snoozed");
        script.Order(asleep, Mara, id => new Snooze { Id = id, Until = asleep.Now.AddDays(3) });
        var resolved = script.Begin().Receives("m-1", "resolved");
        script.Order(resolved, Mara, id => new Resolve { Id = id });
        var closed = script.Begin().Receives("m-1", "closed");
        script.Order(closed, Mara, id => new Resolve { Id = id });
        closed.After(closed.Options.CloseAfter).Fires(DeadlineKinds.Close, closed.State!.StateSeq);
    }
}
