using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Xunit;

namespace Conversations.Testing.StoreSuite;

/// <summary>Writes entries, lets them be indexed, and searches.</summary>
public abstract class SearchingSuite : StoreSuite
{
    /// <summary>Who indexes, unless a test says otherwise.</summary>
    protected const string Me = "holder-1";

    protected static NewEntry Own(long seq, string kind, string text) => new()
    {
        Seq = seq, At = Sample.Now.AddSeconds(seq), Kind = kind, Actor = new Actor("employee", "employee-1", "Bo"), Data = "{}", Words = JsonSerializer.Serialize(new { text }),
    };

    protected static string Shown(SearchHit hit) => string.Concat(hit.Excerpt.Select(part => part.IsHit ? $"[{part.Text}]" : part.Text));

    protected Task<string> WriteAsync(int number, params NewEntry[] entries) => WriteAsync(number, summary => summary, entries);

    protected async Task<string> WriteAsync(int number, Func<SummaryRow, SummaryRow> change, params NewEntry[] entries)
    {
        var stream = Sample.Stream(number);
        var head = await Journal.ReadHeadAsync(stream, Ct);
        await MustAppendAsync(new Append
        {
            Stream = stream, ExpectedVersion = head?.Version ?? 0, Entries = [.. entries], State = "{}", StateShape = 1, Summary = change(Sample.Summary(stream, entries[^1].Seq)),
        });
        return stream;
    }

    protected async Task CatchUpAsync() => Assert.NotNull(await Store.SearchIndex.CatchUpAsync(Me, Ct));

    protected ValueTask<SearchPage> FindAsync(string words) => Store.Search.FindAsync(new SearchQuery { Words = words, Limit = 20 }, Ct);
}
