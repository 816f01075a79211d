using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Conversations.Testing.StoreSuite;

/// <summary>The promise table: written with its append, read by conversation, by who answers, and by the company.</summary>
public abstract class PromiseSuite : StoreSuite
{
    private static readonly EmployeeId Mara = new("mara");
    private static readonly EmployeeId Jonas = new("jonas");

    private IPromises Promises => Store.Services.GetRequiredService<IPromises>();

    [Fact]
    public async Task A_promise_is_put_changed_and_taken_away_with_its_append_and_with_no_refused_one()
    {
        var stream = Sample.Stream(1);
        var made = Row(1, 1, 10);
        await MustAppendAsync(Sample.Messages(stream, 0, 0) with { Promises = [Put(made), Put(Row(1, 2, 5))] });
        Assert.Equal([Row(1, 2, 5), made], await Promises.ListOfAsync(new ConversationId(stream), Ct));

        var kept = made with { State = PromiseStates.Kept, SettledAt = Sample.Now.AddHours(1), EvidenceSeq = 3, Moves = 2, Owner = Jonas };
        Assert.IsType<Conflict>(await Store.Journal.AppendAsync(Sample.Messages(stream, 0, 0) with { Entries = [], Promises = [Put(kept)] }));
        Assert.Contains(made, await Promises.ListOfAsync(new ConversationId(stream), Ct));

        await MustAppendAsync(Sample.Messages(stream, 1, 1) with { Promises = [Put(kept), new PromiseChange(Sample.Id(2), null)] });
        Assert.Equal([kept], await Promises.ListOfAsync(new ConversationId(stream), Ct));
    }

    [Fact]
    public async Task Mine_are_those_of_my_conversations_and_those_handed_to_me_earliest_due_first_in_pages()
    {
        await AppendAsync(1, Mara, Row(1, 1, 30), Row(1, 2, 10), Row(1, 3, 20) with { Owner = Jonas });
        await AppendAsync(2, Jonas, Row(2, 4, 15) with { Owner = Mara }, Row(2, 5, 1));
        await AppendAsync(3, Mara, Row(3, 6, 40) with { State = PromiseStates.DueSoon }, Row(3, 7, -5) with { State = PromiseStates.Broken });
        await AppendAsync(4, null, Row(4, 8, 12));

        Assert.Equal("2 4", Ids(await Promises.ListAsync(Query(Mara, PromisePhases.Open, 2), Ct)));
        Assert.Equal("1 6", Ids(await Promises.ListAsync(Query(Mara, PromisePhases.Open, 9) with { After = (Sample.Now.AddMinutes(15), Sample.Id(4)) }, Ct)));
        Assert.Equal("7", Ids(await Promises.ListAsync(Query(Mara, PromisePhases.Broken, 9), Ct)));
        Assert.Equal("5 3", Ids(await Promises.ListAsync(Query(Jonas, PromisePhases.Open, 9), Ct)));
        Assert.Equal("5 2 8 4 3 1 6", Ids(await Promises.ListAsync(Query(null, PromisePhases.Open, 9), Ct)));
        Assert.Equal((new PromiseCounts(4, 1), new PromiseCounts(2, 0)), (await Promises.CountAsync(Mara, Ct), await Promises.CountAsync(Jonas, Ct)));
    }

    [Fact]
    public async Task What_is_settled_is_listed_the_latest_due_first()
    {
        await AppendAsync(1, Mara, Row(1, 1, 10) with { State = PromiseStates.Kept }, Row(1, 2, 20) with { State = PromiseStates.KeptLate }, Row(1, 3, 30) with { State = PromiseStates.Released });

        Assert.Equal("2 1", Ids(await Promises.ListAsync(Query(null, PromisePhases.Kept, 9), Ct)));
        Assert.Equal("1", Ids(await Promises.ListAsync(Query(Mara, PromisePhases.Kept, 9) with { After = (Sample.Now.AddMinutes(20), Sample.Id(2)) }, Ct)));
        Assert.Equal("3", Ids(await Promises.ListAsync(Query(Mara, PromisePhases.Released, 9), Ct)));
    }

    [Fact]
    public async Task Erasing_the_words_of_a_conversation_leaves_its_promises_without_theirs()
    {
        await AppendAsync(1, Mara, Row(1, 1, 10) with { Text = "a secret word" });
        await Store.Journal.EraseWordsAsync(Sample.Stream(1), Ct);
        Assert.Equal([""], (await Promises.ListOfAsync(new ConversationId(Sample.Stream(1)), Ct)).Select(row => row.Text));
    }

    private async Task AppendAsync(int stream, EmployeeId? owner, params PromiseRow[] rows)
    {
        var append = Sample.Messages(Sample.Stream(stream), 0, 0);
        var summary = Sample.Summary(Sample.Stream(stream), 1) with { Owner = owner, State = ConversationStates.Owned };
        await MustAppendAsync(append with { Summary = summary with { Head = append.Entries.Length }, Promises = [.. rows.Select(Put)] });
    }

    private static PromiseQuery Query(EmployeeId? owner, string phase, int limit) => new() { Owner = owner, Phase = phase, Limit = limit };

    private static string Ids(IEnumerable<PromiseRow> rows) => string.Join(' ', rows.Select(row => Enumerable.Range(1, 20).Single(number => Sample.Id(number) == row.Id)));

    private static PromiseChange Put(PromiseRow row) => new(row.Id, row);

    private static PromiseRow Row(int stream, int id, int minutes) => new()
    {
        Id = Sample.Id(id), Conversation = new ConversationId(Sample.Stream(stream)), Text = "call back", State = PromiseStates.Open, DueAt = Sample.Now.AddMinutes(minutes),
        FirstDueAt = Sample.Now.AddMinutes(minutes), MadeAt = Sample.Now, MadeBy = Mara, Seq = 1,
    };
}
