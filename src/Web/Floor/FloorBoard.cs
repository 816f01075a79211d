using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Web.Hubs;
using Conversations.Web.Kept;
using Conversations.Web.Lists;

namespace Conversations.Web.Floor;

/// <summary>An item with its score of now.</summary>
/// <param name="IsHers">The reader answered this customer before.</param>
public sealed record RankedItem(FloorItem Item, FloorScore Score, bool IsHers);

/// <summary>
/// Who needs us: every public, unanswered conversation that nobody has, ranked once for all readers of this node. Kept by the same news as the lists; what is not touched costs
/// nothing. The order is made anew only when somebody looks: when something was touched, and with many waiting at most once a second. What is shown is then looked at exactly: the rows and her words since the last answer are
/// read from the store, the words once for each head.
/// </summary>
public sealed class FloorBoard
{
    /// <summary>Candidates that are looked at exactly for each that is shown: how often somebody wrote may move her up among them.</summary>
    private const int CandidatesPerShown = 2;
    private const int EntriesHeard = 50;
    private const int ReadsAtOnceMax = 8;
    private static readonly TimeSpan RankedFor = TimeSpan.FromSeconds(1);

    /// <summary>People wait longer without being touched, and are pressing sooner or later by that alone.</summary>
    private static readonly TimeSpan RankedForAtMost = TimeSpan.FromSeconds(15);

    /// <summary>So few are ranked at once whenever one was touched.</summary>
    private const int FewMax = 1_000;

    private readonly Lock gate = new();
    private readonly Dictionary<ConversationId, FloorItem> items = [];
    private readonly FloorNews news;
    private readonly ISummaries summaries;
    private readonly IJournal journal;
    private readonly TopicSet topics;
    private readonly TimeProvider time;
    private FloorItem[] ranked = [];
    private DateTimeOffset rankedAt;
    private bool isTouched;
    private ImmutableArray<Topic> catalogue = [];

    public FloorBoard(LiveLists lists, FloorNews news, ISummaries summaries, IJournal journal, TopicSet topics, TimeProvider time)
    {
        (this.news, this.summaries, this.journal, this.topics, this.time) = (news, summaries, journal, topics, time);
        lists.Changed += Follow;
    }

    /// <summary>Takes news of a conversation over.</summary>
    public void Follow(SummaryRow row)
    {
        var isGone = false;
        lock (gate)
        {
            if (!FloorItem.IsWaiting(row))
            {
                isTouched |= isGone = items.Remove(row.Id);
            }
            else if (items.TryGetValue(row.Id, out var known) ? known.Row.Head < row.Head : items.Count < Limits.FloorItemsMax)
            {
                items[row.Id] = new FloorItem(row);
                isTouched = true;
            }
        }

        if (isGone)
        {
            // Also for going private, which its own row does not tell apart from what was never here.
            news.Touch();
        }
    }

    /// <param name="follows">The reader's topics; none = everything.</param>
    /// <param name="hers">Conversations the reader answered before: they come first, whatever they are about.</param>
    public async ValueTask<(ImmutableArray<RankedItem> Items, int Total, ImmutableArray<Topic> Topics)> ReadAsync(
        ImmutableArray<string> follows, ImmutableArray<ConversationId> hers, int limit, CancellationToken cancellationToken)
    {
        var all = await TopicsAsync(cancellationToken);
        var known = hers.ToHashSet();
        var order = Ranked();
        var isHers = order.Where(item => known.Contains(item.Row.Id)).ToList();
        var others = order.Where(item => !known.Contains(item.Row.Id) && (!item.IsHeardWhole || IsFollowed(item, follows, all))).ToList();
        var candidates = isHers.Concat(others).Take(limit * CandidatesPerShown).ToList();
        var exact = (await ExactAsync(candidates, cancellationToken)).FindAll(item => known.Contains(item.Row.Id) || IsFollowed(item, follows, all));
        var now = time.GetUtcNow();
        ImmutableArray<RankedItem> shown =
        [
            .. exact.Select(item => new RankedItem(item, item.Score(now), known.Contains(item.Row.Id)))
                .OrderByDescending(item => item.IsHers).ThenByDescending(item => item.Score.Total).ThenBy(item => item.Item.Row.WaitingSince)
                .Take(limit),
        ];
        return (shown, isHers.Count + others.Count - (candidates.Count - exact.Count), all);
    }

    private static bool IsFollowed(FloorItem item, ImmutableArray<string> follows, ImmutableArray<Topic> all) =>
        follows.IsEmpty || item.TopicsOf(all).Any(topic => follows.Contains(topic));

    private FloorItem[] Ranked()
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            var age = (now - rankedAt).Duration();
            if (age >= RankedForAtMost || (isTouched && (age >= RankedFor || items.Count <= FewMax)))
            {
                ranked = [.. items.Values.OrderByDescending(item => item.Score(now).Total).ThenBy(item => item.Row.WaitingSince)];
                (rankedAt, isTouched) = (now, false);
            }

            return ranked;
        }
    }

    /// <summary>As the store has them now; who is no longer waiting is left out.</summary>
    private async ValueTask<List<FloorItem>> ExactAsync(List<FloorItem> candidates, CancellationToken cancellationToken)
    {
        if (candidates.Count == 0)
        {
            return [];
        }

        var rows = await summaries.ReadManyAsync([.. candidates.Select(item => item.Row.Id)], cancellationToken);
        var items = new List<FloorItem>(rows.Length);
        foreach (var some in rows.Where(FloorItem.IsWaiting).Chunk(ReadsAtOnceMax))
        {
            items.AddRange(await Task.WhenAll(some.Select(row => ExactAsync(row, cancellationToken))));
        }

        return items;
    }

    private async Task<FloorItem> ExactAsync(SummaryRow row, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (items.TryGetValue(row.Id, out var known) && known.IsExact && known.Row.Head == row.Head)
            {
                return known;
            }
        }

        var entries = await journal.ReadEntriesAsync(row.Id.Value, Math.Max(0, row.Head - EntriesHeard), EntriesHeard, cancellationToken);
        var unanswered = entries.Skip(1 + entries.Select((entry, at) => entry.Kind == EntryKinds.ReplyQueued ? at : -1).DefaultIfEmpty(-1).Max())
            .Where(entry => entry.Kind == EntryKinds.MessageReceived && FloorThread.IsPublic(entry)).ToList();
        var item = new FloorItem(row, string.Join('\n', unanswered.Select(TextOf)), Math.Max(1, unanswered.Count), isExact: true);
        lock (gate)
        {
            if (items.TryGetValue(row.Id, out var known) && known.Row.Head <= row.Head)
            {
                items[row.Id] = item;
            }
        }

        return item;
    }

    private async ValueTask<ImmutableArray<Topic>> TopicsAsync(CancellationToken cancellationToken)
    {
        var read = await topics.ReadAsync(cancellationToken);
        lock (gate)
        {
            // The same array while nothing changed: what was matched against it stays matched.
            return catalogue = Same(read, catalogue) ? catalogue : read;
        }
    }

    private static bool Same(ImmutableArray<Topic> a, ImmutableArray<Topic> b) =>
        a.Length == b.Length && a.Zip(b).All(pair => pair.First.Name == pair.Second.Name && pair.First.Words.SequenceEqual(pair.Second.Words));

    private static string TextOf(EntryRow message)
    {
        using var words = JsonDocument.Parse(message.Words ?? "{}");
        return words.RootElement.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";
    }
}
