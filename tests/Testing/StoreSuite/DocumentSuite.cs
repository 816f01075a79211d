using Conversations.Contracts.Ports;
using Xunit;

namespace Conversations.Testing.StoreSuite;

/// <summary>Drafts, canned replies and other small things: fenced by revision.</summary>
public abstract class DocumentSuite : StoreSuite
{
    private static readonly DateTimeOffset Now = Sample.Now;
    private static readonly DocumentKey Key = new("draft", "ana", "c1");

    [Fact]
    public async Task A_document_is_written_under_the_revision_that_was_read()
    {
        Assert.Null(await Store.Documents.ReadAsync(Key, Ct));
        Assert.Equal(new DocumentPut(DocumentOutcome.Changed, null), await PutAsync(7, "x"));
        var first = await MustPutAsync(0, "one");
        Assert.Equal(new DocumentPut(DocumentOutcome.Changed, first), await PutAsync(0, "x"));
        var second = await MustPutAsync(first.Revision, "two", seconds: 1);
        Assert.Equal(first.Revision + 1, second.Revision);
        Assert.Equal(new DocumentRow("c1", second.Revision, "two", """{"t":"two"}""", Now.AddSeconds(1)), second);
        Assert.Equal(new DocumentPut(DocumentOutcome.Changed, second), await PutAsync(first.Revision, "x"));
        Assert.Equal(second, await Store.Documents.ReadAsync(Key, Ct));
        Assert.Null(await Store.Documents.ReadAsync(Key with { Owner = "ben" }, Ct));
        Assert.Null(await Store.Documents.ReadAsync(Key with { Kind = "canned" }, Ct));
    }

    [Fact]
    public async Task A_deleted_document_is_gone_and_its_revisions_never_come_again()
    {
        var first = await MustPutAsync(0, "one");
        var second = await MustPutAsync(first.Revision, "two");
        Assert.False(await Store.Documents.DeleteAsync(Key, first.Revision, Ct));
        Assert.NotNull(await Store.Documents.ReadAsync(Key, Ct));
        Assert.True(await Store.Documents.DeleteAsync(Key, second.Revision, Ct));
        Assert.True(await Store.Documents.DeleteAsync(Key, second.Revision, Ct));
        Assert.Null(await Store.Documents.ReadAsync(Key, Ct));

        var anew = await MustPutAsync(0, "three", seconds: 1);
        Assert.True(anew.Revision > second.Revision);
        Assert.True(await Store.Documents.DeleteAsync(Key, null, Ct));
    }

    [Fact]
    public async Task Of_many_writers_with_one_revision_exactly_one_wins()
    {
        var other = await OpenAnotherAsync();
        foreach (var isFirst in new[] { true, false })
        {
            var revision = isFirst ? 0 : (await Store.Documents.ReadAsync(Key, Ct))!.Revision;
            var puts = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
                await (i % 2 == 0 ? Store : other).Documents.PutAsync(Key, revision, "", $"{i}", Now, 100, Ct)));
            var won = Assert.Single(puts, put => put.Outcome == DocumentOutcome.Written);
            Assert.All(puts.Where(put => put != won), put => Assert.Equal(DocumentOutcome.Changed, put.Outcome));
            Assert.Equal(won.Stored, await Store.Documents.ReadAsync(Key, Ct));
        }
    }

    [Fact]
    public async Task An_owner_has_so_many_of_a_kind_and_no_more()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(DocumentOutcome.Written, (await Store.Documents.PutAsync(Key with { Id = $"c{i}" }, 0, "", "{}", Now, 3, Ct)).Outcome);
        }

        Assert.Equal(new DocumentPut(DocumentOutcome.Full, null), await Store.Documents.PutAsync(Key with { Id = "c9" }, 0, "", "{}", Now, 3, Ct));
        Assert.Equal(DocumentOutcome.Changed, (await Store.Documents.PutAsync(Key with { Id = "c2" }, 0, "", "{}", Now, 3, Ct)).Outcome);
        Assert.Equal(DocumentOutcome.Written, (await Store.Documents.PutAsync(Key with { Owner = "ben" }, 0, "", "{}", Now, 3, Ct)).Outcome);
        Assert.Equal(DocumentOutcome.Written, (await Store.Documents.PutAsync(Key with { Kind = "canned" }, 0, "", "{}", Now, 3, Ct)).Outcome);
    }

    [Fact]
    public async Task Documents_are_listed_by_id_and_their_excerpts_newest_first()
    {
        foreach (var (id, at) in new[] { ("b", 2), ("a", 1), ("c", 3) })
        {
            await Store.Documents.PutAsync(Key with { Id = id }, 0, "of " + id, "{}", Now.AddSeconds(at), 9, Ct);
        }

        await Store.Documents.PutAsync(Key with { Owner = DocumentKey.Everybody }, 0, "", "{}", Now, 9, Ct);

        Assert.Equal(["a", "b"], (await Store.Documents.ListAsync("draft", "ana", 2, Ct)).Select(row => row.Id));
        Assert.Equal(
            [new DocumentExcerpt("c", "of c", Now.AddSeconds(3)), new DocumentExcerpt("b", "of b", Now.AddSeconds(2))],
            await Store.Documents.ListNewestAsync("draft", "ana", 2, Ct));
    }

    [Fact]
    public async Task Everybody_s_documents_of_a_kind_are_read_page_by_page_each_once()
    {
        DocumentKey[] keys = [Key, Key with { Id = "z9" }, Key with { Owner = "ben", Id = "a" }, Key with { Owner = "ben" }, Key with { Owner = DocumentKey.Everybody }];
        foreach (var key in keys.Append(Key with { Kind = "canned" }))
        {
            await Store.Documents.PutAsync(key, 0, "", $$"""{"of":"{{key.Owner}}"}""", Now, 9, Ct);
        }

        var (seen, after) = (new List<OwnedDocument>(), default(DocumentKey));
        while (await Store.Documents.ListAllAsync("draft", after, 2, Ct) is { IsEmpty: false } page)
        {
            Assert.InRange(page.Length, 1, 2);
            seen.AddRange(page);
            after = page[^1].Key;
        }

        Assert.Equivalent(keys, seen.Select(one => one.Key), strict: true);
        Assert.All(seen, one => Assert.Equal((one.Key.Id, $$"""{"of":"{{one.Key.Owner}}"}"""), (one.Row.Id, one.Row.Body)));
    }

    private ValueTask<DocumentPut> PutAsync(long revision, string text, int seconds = 0) =>
        Store.Documents.PutAsync(Key, revision, text, $$"""{"t":"{{text}}"}""", Now.AddSeconds(seconds), 100, Ct);

    private async ValueTask<DocumentRow> MustPutAsync(long revision, string text, int seconds = 0)
    {
        var put = await PutAsync(revision, text, seconds);
        Assert.Equal(DocumentOutcome.Written, put.Outcome);
        return put.Stored!;
    }
}
