using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Ports;
using Conversations.Store;
using Conversations.Web.Caching;
using Conversations.Web.Errors;
using Microsoft.Extensions.Options;

namespace Conversations.Web.Asks;

/// <summary>
/// Answers that helped, shown to the next asker before anybody is disturbed. All of them are read at most once in some seconds and looked through in memory: they are few
/// (<see cref="Limits.KnowledgeMax"/>), and are asked for while somebody types.
/// </summary>
public sealed class KnowledgeDesk(IDocuments documents, TimeProvider time, IOptions<KnowledgeOptions> options)
{
    private const string Kind = "knowledge";
    private const int TriesMax = 3;
    private readonly ShortCache<string, ImmutableArray<Known>> cache = new(time, TimeSpan.FromSeconds(5), 1);

    /// <summary>Those that fit best, best first, at most <see cref="Limits.KnowledgeShownMax"/>; the outdated and expired ones not.</summary>
    public async ValueTask<ImmutableArray<KnownAnswer>> FindAsync(string question, IReadOnlyList<string> topics, CancellationToken cancellationToken)
    {
        var words = KnowledgeWords.Split(question);
        var now = time.GetUtcNow();
        var all = await cache.GetAsync(Kind, (_, token) => ReadAsync(token), cancellationToken);
        return
        [
            .. all.Where(known => known.Item.OutdatedBy is null && known.Item.ExpiresAt > now)
                .Select(known => (known, Score: known.Words.Score(words, topics, known.Item)))
                .Where(one => one.Score > 0 && (words.IsEmpty || one.Score > topics.Count))
                .OrderByDescending(static one => one.Score).ThenByDescending(static one => one.known.Item.Uses).ThenBy(static one => one.known.Id, StringComparer.Ordinal)
                .Take(Limits.KnowledgeShownMax)
                .Select(static one => new KnownAnswer(one.known.Id, one.known.Item)),
        ];
    }

    public async ValueTask KeepAsync(AskView ask, AskAnswer answer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var item = new Knowledge(ask.Question, answer.Text, ask.Topics, answer.By.Value, ask.Conversation.Value, now, now + options.Value.KeptFor, 0, null);
        for (var tries = 1; tries <= TriesMax; tries++)
        {
            var put = await documents.PutAsync(KeyOf(AskStreams.Key(ask.Id)), 0, "", SettingsJson.Write(item), now, Limits.KnowledgeMax, cancellationToken);
            cache.Drop(Kind);
            if (put.Outcome != DocumentOutcome.Full)
            {
                return;
            }

            await ForgetOneAsync(cancellationToken);
        }

        throw new ProblemException(Problems.Unavailable);
    }

    /// <exception cref="ProblemException">not-found</exception>
    public async ValueTask<KnownAnswer> ChangeAsync(string id, Func<Knowledge, Knowledge> change, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= TriesMax; tries++)
        {
            var row = await documents.ReadAsync(KeyOf(id), cancellationToken) ?? throw new ProblemException(Problems.NotFound);
            var next = change(SettingsJson.Read<Knowledge>(row.Body));
            var put = await documents.PutAsync(KeyOf(id), row.Revision, "", SettingsJson.Write(next), time.GetUtcNow(), int.MaxValue, cancellationToken);
            cache.Drop(Kind);
            if (put.Outcome == DocumentOutcome.Written)
            {
                return new KnownAnswer(id, next);
            }
        }

        throw new ProblemException(Problems.Unavailable);
    }

    public Knowledge Renewed(Knowledge item) => item with { ExpiresAt = time.GetUtcNow() + options.Value.KeptFor, OutdatedBy = null };

    /// <summary>What ends first makes room.</summary>
    private async ValueTask ForgetOneAsync(CancellationToken cancellationToken)
    {
        if ((await ReadAsync(cancellationToken)).MinBy(static known => known.Item.OutdatedBy is null ? known.Item.ExpiresAt : DateTimeOffset.MinValue) is { } first)
        {
            await documents.DeleteAsync(KeyOf(first.Id), null, cancellationToken);
        }
    }

    private async ValueTask<ImmutableArray<Known>> ReadAsync(CancellationToken cancellationToken) =>
    [
        .. (await documents.ListAsync(Kind, DocumentKey.Everybody, Limits.KnowledgeMax, cancellationToken))
            .Select(static row => (row.Id, Item: SettingsJson.Read<Knowledge>(row.Body)))
            .Select(static one => new Known(one.Id, one.Item, KnowledgeWords.Of(one.Item))),
    ];

    private static DocumentKey KeyOf(string id) => new(Kind, DocumentKey.Everybody, id);

    private sealed record Known(string Id, Knowledge Item, KnowledgeWords Words);
}

public sealed record KnownAnswer(string Id, Knowledge Item);
