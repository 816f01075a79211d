using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Xunit;

namespace Conversations.Testing.StoreSuite;

/// <summary>Files: seen when complete, given once, forgotten when nobody sent them.</summary>
public abstract class AttachmentSuite : StoreSuite
{
    private static readonly DateTimeOffset Now = Sample.Now;
    private static readonly EmployeeId Ana = new("ana");
    private static readonly ConversationId One = new("one");

    [Fact]
    public async Task A_file_is_seen_when_it_is_complete_and_read_part_by_part()
    {
        var file = File("a") with { Width = 3, Height = 2 };
        Assert.True(await Store.Attachments.BeginAsync(file, Now.AddDays(-1), 100, Ct));
        await Store.Attachments.WritePartAsync("a", 0, [0, 255, 10], Ct);
        await Store.Attachments.WritePartAsync("a", 1, [7], Ct);
        Assert.Null(await Store.Attachments.FindAsync("a", Ct));
        Assert.Null(await Store.Attachments.GiveAsync("a", Ana, One, Ct));
        await Store.Attachments.CompleteAsync("a", 2, Ct);

        Assert.Equal(file with { Parts = 2 }, await Store.Attachments.FindAsync("a", Ct));
        Assert.Equal(new byte[] { 0, 255, 10 }, await Store.Attachments.ReadPartAsync("a", 0, Ct));
        Assert.Equal(new byte[] { 7 }, await Store.Attachments.ReadPartAsync("a", 1, Ct));
        Assert.Null(await Store.Attachments.ReadPartAsync("a", 2, Ct));
        Assert.Null(await Store.Attachments.FindAsync("b", Ct));
    }

    [Fact]
    public async Task A_file_is_given_to_one_conversation_by_its_owner_and_then_found_by_its_token()
    {
        var file = await MadeAsync("a");
        Assert.Null(await Store.Attachments.FindByTokenAsync(file.Token, Ct));
        Assert.Null(await Store.Attachments.GiveAsync("a", new EmployeeId("ben"), One, Ct));
        var given = file with { Conversation = One };
        Assert.Equal(given, await Store.Attachments.GiveAsync("a", Ana, One, Ct));
        Assert.Equal(given, await Store.Attachments.GiveAsync("a", Ana, One, Ct));
        Assert.Null(await Store.Attachments.GiveAsync("a", Ana, new ConversationId("two"), Ct));
        Assert.Equal(given, await Store.Attachments.FindByTokenAsync(file.Token, Ct));
        Assert.Null(await Store.Attachments.FindByTokenAsync("a", Ct));
    }

    [Fact]
    public async Task A_person_s_bytes_of_a_day_have_a_bound()
    {
        Assert.True(await Store.Attachments.BeginAsync(File("old") with { CreatedAt = Now.AddDays(-1) }, Now.AddDays(-2), 10, Ct));
        Assert.True(await Store.Attachments.BeginAsync(File("a"), Now.AddDays(-1), 10, Ct));
        Assert.True(await Store.Attachments.BeginAsync(File("b"), Now.AddDays(-1), 10, Ct));
        Assert.False(await Store.Attachments.BeginAsync(File("c"), Now.AddDays(-1), 10, Ct));
        Assert.True(await Store.Attachments.BeginAsync(File("d") with { Owner = new EmployeeId("ben") }, Now.AddDays(-1), 10, Ct));
    }

    [Fact]
    public async Task Files_that_were_never_sent_are_deleted_after_a_while()
    {
        await MadeAsync("sent");
        await Store.Attachments.GiveAsync("sent", Ana, One, Ct);
        await MadeAsync("unsent");
        await MadeAsync("young", Now.AddSeconds(1));
        await Store.Attachments.BeginAsync(File("half"), Now.AddDays(-1), 100, Ct);

        Assert.Equal(1, await Store.Attachments.DeleteAbandonedAsync(Now.AddSeconds(1), 1, Ct));
        Assert.Equal(1, await Store.Attachments.DeleteAbandonedAsync(Now.AddSeconds(1), 10, Ct));
        Assert.Equal(0, await Store.Attachments.DeleteAbandonedAsync(Now.AddSeconds(1), 10, Ct));
        Assert.Null(await Store.Attachments.FindAsync("unsent", Ct));
        Assert.Null(await Store.Attachments.ReadPartAsync("unsent", 0, Ct));
        Assert.NotNull(await Store.Attachments.ReadPartAsync("sent", 0, Ct));
        Assert.NotNull(await Store.Attachments.FindAsync("young", Ct));
    }

    [Fact]
    public async Task Erasing_a_conversation_s_words_takes_its_files_and_drafts_too()
    {
        var (stream, other) = (Sample.Stream(1), Sample.Stream(2));
        await MustAppendAsync(Sample.Messages(stream, 0, 0));
        await MustAppendAsync(Sample.Messages(other, 0, 0));
        foreach (var (id, conversation) in new[] { ("a", stream), ("b", other) })
        {
            await MadeAsync(id);
            await Store.Attachments.GiveAsync(id, Ana, new ConversationId(conversation), Ct);
            await Store.Documents.PutAsync(new DocumentKey("draft", "ana", conversation), 0, "", "{}", Now, 9, Ct);
        }

        await Journal.EraseWordsAsync(stream, Ct);
        await Store.Documents.PutAsync(new DocumentKey("draft", "ben", stream), 0, "", "{}", Now, 9, Ct);
        await Journal.EraseWordsAsync(stream, Ct);

        Assert.Null(await Store.Attachments.FindAsync("a", Ct));
        Assert.Null(await Store.Attachments.ReadPartAsync("a", 0, Ct));
        Assert.Null(await Store.Documents.ReadAsync(new DocumentKey("draft", "ana", stream), Ct));
        Assert.Null(await Store.Documents.ReadAsync(new DocumentKey("draft", "ben", stream), Ct));
        Assert.NotNull(await Store.Attachments.ReadPartAsync("b", 0, Ct));
        Assert.NotNull(await Store.Documents.ReadAsync(new DocumentKey("draft", "ana", other), Ct));
    }

    private static AttachmentRow File(string id) => new(id, "token of " + id, Ana, "a.png", "image/png", 5, null, null, Now, 0, null);

    private async ValueTask<AttachmentRow> MadeAsync(string id, DateTimeOffset? at = null)
    {
        Assert.True(await Store.Attachments.BeginAsync(File(id) with { CreatedAt = at ?? Now }, Now.AddDays(-1), 1_000, Ct));
        await Store.Attachments.WritePartAsync(id, 0, [1, 2, 3, 4, 5], Ct);
        await Store.Attachments.CompleteAsync(id, 1, Ct);
        return (await Store.Attachments.FindAsync(id, Ct))!;
    }
}
