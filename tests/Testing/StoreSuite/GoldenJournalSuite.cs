using System.Text.Json;
using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Testing.Golden;
using Xunit;

namespace Conversations.Testing.StoreSuite;

/// <summary>Every journal that a release wrote is taken by today's store, line by line, and read back as it stands in the file.</summary>
public abstract class GoldenJournalSuite : StoreSuite
{
    public static TheoryData<int> Versions => [.. GoldenJournal.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_released_journal_is_taken_and_read_back_as_it_was(int version)
    {
        var truth = new GoldenTruth();
        var journal = GoldenJournal.Read(version);
        foreach (var (step, line) in journal.Steps.Select(static (step, at) => (step, at + 1)))
        {
            await PlayAsync(step, line);
            truth.Take(step);
        }

        foreach (var stream in truth.Streams)
        {
            await HoldsAsync(stream);
        }

        foreach (var (replyId, state, attempt) in truth.Outbox)
        {
            var row = await Store.Outbox.FindAsync(replyId, Ct);
            Assert.Equal((replyId, state, attempt), (row!.ReplyId, row.State, row.Attempt));
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_released_journal_cannot_be_taken_twice(int version)
    {
        var steps = GoldenJournal.Read(version).Steps;
        var line = 0;
        foreach (var step in steps)
        {
            await PlayAsync(step, ++line);
        }

        foreach (var append in steps.Select(step => step.Append).OfType<Append>())
        {
            Assert.IsNotType<Appended>(await Journal.AppendAsync(append));
        }
    }

    private async Task PlayAsync(GoldenStep step, int line)
    {
        switch (step)
        {
            case { Append: { } append }:
                var outcome = await Journal.AppendAsync(append);
                Assert.True(outcome is Appended, $"Line {line}: {outcome}.");
                break;
            case { Claim: { } claim }:
                var rows = await Store.Outbox.ClaimAsync(claim.Channel, claim.Replies.Length, claim.Now, Ct);
                Assert.Equal(claim.Replies, rows.Select(row => row.ReplyId));
                break;
            case { Defer: { } deferral }:
                var claimed = (await Store.Outbox.FindAsync(deferral.ReplyId, Ct))! with { Attempt = deferral.Attempt };
                Assert.True(await Store.Outbox.DeferAsync(claimed, deferral.NotBefore, deferral.Reason, Ct), $"Line {line}.");
                break;
            case { Erase: { } stream }:
                await Journal.EraseWordsAsync(stream, Ct);
                break;
            default:
                Assert.Fail($"Line {line} says nothing that is known.");
                break;
        }
    }

    private async Task HoldsAsync(GoldenStream stream)
    {
        var head = await Journal.ReadHeadAsync(stream.Name, Ct);
        Assert.Equal((stream.Version, (long)stream.Entries.Length, stream.StateShape), (head!.Version, head.Head, head.StateShape));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(stream.State), JsonNode.Parse(head.State)), $"{stream.Name}: {head.State}");
        if (!stream.IsErased)
        {
            Assert.Equal(stream.State, head.State);
        }

        Assert.Equal(stream.Entries, await Journal.ReadEntriesAsync(stream.Name, 0, Limits.EntriesPageMax, Ct));
        var summary = await Store.Summaries.ReadAsync(new ConversationId(stream.Name), Ct);
        Assert.Equal(JsonSerializer.Serialize(stream.Summary), JsonSerializer.Serialize(summary));
        var deadlines = await Store.Deadlines.ReadAsync(TextHash.SchedulerShard(stream.Name), DateTimeOffset.MaxValue, 10_000, Ct);
        Assert.Equal(stream.Deadlines.Values, deadlines.Where(row => row.Stream == stream.Name).OrderBy(row => row.Kind, StringComparer.Ordinal));
        foreach (var command in stream.Commands)
        {
            Assert.Equal(new KnownCommand(command.Id, stream.Name, command.Fingerprint, command.Answer), await Journal.FindCommandAsync(command.Id, Ct));
        }
    }
}
