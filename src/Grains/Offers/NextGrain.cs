using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Grains.Conversations;
using Conversations.Grains.Routing;
using Microsoft.Extensions.Options;
using Orleans;

namespace Conversations.Grains.Offers;

/// <inheritdoc cref="INextGrain"/>
public sealed class NextGrain(ISummaries summaries, IJournal journal, TimeProvider time, IOptions<ConversationOptions> conversations, IOptions<OfferOptions> options) : Grain, INextGrain
{
    public async Task<ImmutableArray<NextWork>> Find()
    {
        var me = new EmployeeId(this.GetPrimaryKeyString());
        var grain = GrainFactory.GetGrain<IEmployeeGrain>(me.Value);
        if (await grain.Get() is not { } person)
        {
            return [];
        }

        var mine = (await grain.KeptUnits()).ToHashSet();
        var rows = await summaries.QueryAsync(
            new SummaryQuery { View = "queue", Reader = me, Sort = "timeLeft", Limit = Limits.NextBestLookedAt }, CancellationToken.None);
        var queues = new Dictionary<QueueId, QueueSettings?>();
        foreach (var queue in rows.Items.Select(static row => row.Queue).Distinct())
        {
            queues[queue] = await GrainFactory.GetGrain<IQueueGrain>(queue.Value).Get();
        }

        var now = time.GetUtcNow();
        var ranking = new NextRanking(person, options.Value, now);
        var best = rows.Items
            .Where(row => row.Unattended && (row.State == ConversationStates.New || mine.Contains(row.Id)))
            .Where(row => ranking.IsAble(queues[row.Queue]))
            .Select(row => ranking.Rank(row, queues[row.Queue], null))
            .OrderByDescending(static work => work.Score).ThenBy(static work => work.Conversation.Value, StringComparer.Ordinal)
            .Take(Limits.NextBestMax);
        var found = new List<NextWork>();
        foreach (var work in best)
        {
            var row = rows.Items.First(row => row.Id == work.Conversation);
            if (await WithBookAsync(row, ranking, queues[row.Queue], now) is { } known)
            {
                found.Add(known);
            }
        }

        return [.. found.OrderByDescending(static work => work.Score)];
    }

    public async Task<ImmutableArray<OfferView>> Offers()
    {
        var me = new EmployeeId(this.GetPrimaryKeyString());
        var offers = new List<OfferView>();
        foreach (var id in await GrainFactory.GetGrain<IEmployeeGrain>(me.Value).KeptUnits())
        {
            if (await summaries.ReadAsync(id, CancellationToken.None) is { State: ConversationStates.Offered } row
                && await journal.ReadHeadAsync(id.Value, CancellationToken.None) is { } head
                && StateCodec.Read(head.State).Offers?.Open is { } open && open.Employee == me && open.Until > time.GetUtcNow())
            {
                offers.Add(new OfferView(row, open.Epoch, open.Until, open.Reason));
            }
        }

        return [.. offers.OrderBy(static offer => offer.Until)];
    }

    /// <summary>What the conversation itself remembers: that it is offered to her, that she had it, or that she let it go lately; then it is not hers to do now.</summary>
    private async Task<NextWork?> WithBookAsync(SummaryRow row, NextRanking ranking, QueueSettings? queue, DateTimeOffset now)
    {
        var head = await journal.ReadHeadAsync(row.Id.Value, CancellationToken.None);
        if (head is null)
        {
            return null;
        }

        var book = await LastLeft.ReadAsync(journal, row.Id, StateCodec.Read(head.State));
        var isHers = book.Open is null || book.Open.Employee.Value == this.GetPrimaryKeyString();
        return isHers && !OfferDecisions.IsResting(book, new EmployeeId(this.GetPrimaryKeyString()), now, conversations.Value) ? ranking.Rank(row, queue, book) : null;
    }
}
