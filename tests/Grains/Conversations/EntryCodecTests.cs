using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Grains.Floor;
using Conversations.Grains.Gestures;

namespace Conversations.Grains.Tests.Conversations;

public sealed class EntryCodecTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly Guid ReplyId = new(1, 2, 3, new byte[8]);

    public static TheoryData<string> Kinds => [.. Events.Select(e => e.GetType().Name)];

    private static ConversationEvent[] Events =>
    [
        new MessageReceived(new InboundMessage
        {
            ExternalId = "m-1", Thread = "t", Visibility = "public", Text = "\u0000 \"quoted\" 𝄞 ]]>", SentAt = At, Language = "en", Url = "https://x.example",
            ReplyTo = "m-0", Sender = new CustomerView { Id = "u", Name = "Ana", Handle = "@ana", Followers = 120 },
            Media = [new InboundMedia("https://x.example/a.png", "image/png")],
        }),
        new ReplyQueued(ReplyId, "text", "private", At, "m-1", true)
        {
            Media = [new ReplyMedia("f1", "/files/t1", "image/png", "note.png", 5, 3, 2), new ReplyMedia("f2", "/files/t2", "text/plain", "note.txt", 6, null, null)],
            Proposal = new ProposalSent(8, new EmployeeId("nora"), FloorText.Light),
        },
        new ReplyMoved(EntryKinds.ReplyFailed, ReplyId, "http-400"),
        new NoteAdded("note", [new EmployeeId("jonas")]),
        new Claimed(new EmployeeId("mara"), 3) { Floor = true },
        new Assigned(new EmployeeId("jonas"), 4),
        new Released(new EmployeeId("jonas"), 4, "lapsed"),
        new StateChanged("owned", "snoozed", At),
        new LabelsChanged(["a", "b"]),
        new PriorityChanged("normal", "high"),
        new GestureRecorded(new RecordGesture
        {
            Id = Guid.Empty, Gesture = ReplyId, Entry = EntryKinds.CoSignAsked, Kind = "refund", Amount = 8000, Currency = "EUR", PolicyVersion = 3, Reason = "note", CoSigner = new EmployeeId("jonas"),
            CoSignerName = "note", Asked = [new EmployeeId("jonas"), new EmployeeId("admin")], Why = "refused", ExpiresAt = At,
        }),
        new DraftProposed("a note for you, \"quoted\"", 7),
        new DraftGivenBack(8, new EmployeeId("nora"), "note well"),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_written_is_read_back(string type)
    {
        var happened = Events.Single(e => e.GetType().Name == type);
        var written = EntryCodec.Write(happened, 7, At, new Actor("customer", "u", "Ana"), null);
        var row = new EntryRow { Seq = 7, At = At, Kind = written.Kind, Actor = written.Actor, Data = written.Data, Words = written.Words };
        var read = EntryReader.Read(row, "t");
        Assert.Equal(Normal(happened), Normal(read));
    }

    [Fact]
    public void Texts_and_persons_stand_in_words_and_nowhere_else()
    {
        foreach (var happened in Events)
        {
            var written = EntryCodec.Write(happened, 1, At, Actor.System, null);
            foreach (var canary in new[] { "quoted", "@ana", "https://x.example", "note" })
            {
                Assert.DoesNotContain(canary, written.Data.Replace(EntryKinds.NoteAdded, "", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void A_kind_of_the_future_is_kept_and_changes_only_the_number()
    {
        var row = new EntryRow { Seq = 2, At = At, Kind = "fromTheFuture", Actor = Actor.System, Data = "{}" };
        var state = new Story().Receives("m-1").State!;
        Assert.Equal(state with { Head = 2 }, ConversationApply.Apply(state, EntryReader.Read(row, "t"), row.Actor, At));
    }

    private static string Normal(ConversationEvent happened) => JsonSerializer.Serialize(happened, happened.GetType());
}
