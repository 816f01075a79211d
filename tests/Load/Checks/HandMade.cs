using Conversations.Load.Checks;
using Conversations.Load.Ledgers;
using Conversations.Load.Wire;

namespace Conversations.Load.Tests.Checks;

/// <summary>
/// A small honest run by hand: two messages, a claim, a reply that is sent, and a dashboard that shows it all.
/// Tests change one thing and see which law is told as broken.
/// </summary>
public sealed class HandMade
{
    private double _now;

    public List<LedgerRecord> Records { get; } = [];

    public List<EntryFacts> Entries { get; } = [];

    public static HandMade Run()
    {
        var run = new HandMade();
        run.Records.Add(new RunBegan(0, "tag", "smoke", 1, "http://127.0.0.1", DateTimeOffset.UnixEpoch, false));
        run.Records.Add(new WatchBegan(run.Now(), "d1", "c1", 1));
        run.Message("m1");
        run.Message("m2");
        run.Entry("claimed", entry => entry with { Employee = "e1", Epoch = 1 });
        run.Reply("r1");
        return run;
    }

    public double Now() => _now += 10;

    public void Pass(TimeSpan time) => _now += time.TotalMilliseconds;

    public void Message(string id)
    {
        Records.Add(new MessageOffered(Now(), "ch", "t1", id, TextHash.Of(id), null, _now));
        var sentAt = Now();
        var seq = Entry("messageReceived", entry => entry with { ExternalId = id, TextHash = TextHash.Of(id) });
        Answer(id, "accepted", seq, sentAt);
    }

    public void Answer(string id, string status, long seq, double sentAt, string post = "", int index = 0, string conversation = "c1") =>
        Records.Add(new MessageAnswered(Now(), "ch", "t1", id, status, conversation, (int)seq, null, post.Length > 0 ? post : "p-" + id, index, sentAt, sentAt));

    /// <summary>A reply that is queued, taken by the network and told as sent.</summary>
    public void Reply(string id)
    {
        Queue(id);
        Receive(id, "Taken");
        Entry("replySent", entry => entry with { ReplyId = id });
    }

    public void Queue(string id)
    {
        Command(id, "reply");
        var seq = Entry("replyQueued", entry => entry with { ReplyId = id, TextHash = TextHash.Of(id) });
        Records.Add(new CommandAnswered(Now(), id, 202, null, seq, null, "pending"));
    }

    public void Command(string id, string verb, string agent = "a1@k1") =>
        Records.Add(new CommandSent(Now(), id, verb, "c1", agent, verb == "reply" ? TextHash.Of(id) : null, null, 0));

    public void Receive(string id, string answer, int attempt = 1)
    {
        var beganAt = Now();
        Records.Add(new ReplyReceived(Now(), beganAt, id, "ch", "t1", "c1", TextHash.Of(id), null, null, attempt, answer, answer.StartsWith("Taken", StringComparison.Ordinal)));
    }

    public long Entry(string kind, Func<EntryFacts, EntryFacts>? with = null)
    {
        var seq = Entries.Count + 1;
        var entry = new EntryFacts { Seq = seq, Kind = kind, Hash = "h" + seq };
        Entries.Add(with is null ? entry : with(entry));
        Records.Add(new EntrySeen(Now(), "d1", "c1", seq, "h" + seq, kind, Entries[^1].ExternalId));
        return seq;
    }

    public void Change<T>(Func<T, bool> which, Func<T, LedgerRecord> change)
        where T : LedgerRecord
    {
        var index = Records.FindIndex(record => record is T found && which(found));
        Records[index] = change((T)Records[index]);
    }

    public void Forget<T>(Func<T, bool> which)
        where T : LedgerRecord => Assert.True(Records.RemoveAll(record => record is T found && which(found)) > 0);

    /// <summary>Names of the laws that do not hold.</summary>
    public string[] Broken() => [.. Judge().Laws.Where(law => !law.Holds).Select(law => law.Name)];

    public Verdict Judge() => Checker.Check(Records, new Journal([new ConversationTruth("c1", Entries.Count == 0 ? 0 : Entries[^1].Seq, Entries)]));
}
