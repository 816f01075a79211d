using System.Text.Json;
using Conversations.Load.Plan;
using Conversations.Load.Wire;

namespace Conversations.Load.Checks;

/// <summary>The journal could not be read, so nothing can be judged.</summary>
public sealed class JournalUnreadableException(string message) : Exception(message);

/// <summary>Reads whole conversations by GET …/entries, page by page; what was read before is kept and only the rest is asked for.</summary>
public sealed class JournalReader(HttpSender http, string token, Patience patience)
{
    private const int PageEntries = 500;
    private const int PagesMax = 2_000;
    private const int ReadersMax = 8;
    private readonly Dictionary<string, ConversationTruth> _known = [];

    /// <exception cref="JournalUnreadableException">The target did not answer as published.</exception>
    public async Task<Journal> ReadAsync(IReadOnlyCollection<string> conversations, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        await Parallel.ForEachAsync(
            conversations,
            new ParallelOptions { MaxDegreeOfParallelism = ReadersMax, CancellationToken = cancellationToken },
            async (id, token) =>
            {
                ConversationTruth? known;
                lock (gate)
                {
                    known = _known.GetValueOrDefault(id);
                }

                if (await ReadOneAsync(id, known, token) is { } read)
                {
                    lock (gate)
                    {
                        _known[id] = read;
                    }
                }
            });
        return new Journal(_known.Values);
    }

    private async Task<ConversationTruth?> ReadOneAsync(string id, ConversationTruth? known, CancellationToken cancellationToken)
    {
        List<EntryFacts> entries = [.. known?.Entries ?? []];
        for (var page = 0; page < PagesMax; page++)
        {
            var after = entries.Count == 0 ? 0 : entries[^1].Seq;
            var path = $"/api/v1/conversations/{id}/entries?after={after}&limit={PageEntries}";
            var outcome = await patience.AskAsync(
                "read entries",
                new Dice((ulong)after),
                () => http.SendAsync(() => HttpSender.Request(HttpMethod.Get, path, token, null), cancellationToken));
            if (outcome is { Status: 404 })
            {
                return null;
            }

            if (outcome is not { IsSuccess: true, Json: { ValueKind: JsonValueKind.Object } body })
            {
                throw new JournalUnreadableException($"GET {path} answered {outcome?.Word ?? "nothing"} {outcome?.Slug}.");
            }

            var read = body.GetProperty("entries").EnumerateArray().Select(EntryFacts.Read).ToArray();
            entries.AddRange(read);
            var head = body.GetProperty("head").GetInt64();
            if (read.Length == 0 || entries[^1].Seq >= head)
            {
                return new ConversationTruth(id, head, entries);
            }
        }

        throw new JournalUnreadableException($"Conversation {id} has more than {PagesMax} pages.");
    }
}
