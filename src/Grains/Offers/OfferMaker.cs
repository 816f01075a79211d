using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Grains.Conversations;
using Conversations.Grains.Routing;
using Orleans;

namespace Conversations.Grains.Offers;

/// <summary>Makes a decision of the routing come true: the conversation's book, the person's units, the offer.</summary>
internal sealed class OfferMaker(IGrainFactory grains, IJournal journal, RouterLine line, QueueSettings settings, ConversationOptions options, TimeProvider time)
{
    public async Task MakeAsync(RoutingMatch match)
    {
        if (line.Find(match.Item) is not { } row)
        {
            line.Restore(match.Person);
            return;
        }

        var head = await journal.ReadHeadAsync(match.Item.Value, CancellationToken.None);
        if (head is null || StateCodec.Read(head.State) is not { } state || !OfferDecisions.Waits(state) || state.Queue != settings.Id)
        {
            line.Remove(match.Item);
            line.Restore(match.Person);
            return;
        }

        var book = await LastLeft.ReadAsync(journal, match.Item, state);
        row = row with { Head = state.Head };
        if (line.Learn(row, state.Head, book))
        {
            line.PutBack(row);
            line.Restore(match.Person);
            return;
        }

        if (Choose(match, book) is not { } employee)
        {
            line.Rest(match.Item, book.LetGo.Min(one => one.At) + options.OfferRest);
            line.Restore(match.Person);
            return;
        }

        await OfferAsync(row, book, employee, match);
    }

    /// <summary>Who was chosen, unless she let it go lately: then somebody who did not.</summary>
    private EmployeeId? Choose(RoutingMatch match, OfferBook book)
    {
        var now = time.GetUtcNow();
        if (!OfferDecisions.IsResting(book, match.Person, now, options))
        {
            return match.Person;
        }

        line.Restore(match.Person);
        return line.Other(match.Units, employee => OfferDecisions.IsResting(book, employee, now, options));
    }

    private async Task OfferAsync(SummaryRow row, OfferBook book, EmployeeId employee, RoutingMatch match)
    {
        var now = time.GetUtcNow();
        var until = now.AddSeconds(settings.OfferSeconds ?? Limits.OfferSecondsUsual);
        var person = grains.GetGrain<IEmployeeGrain>(employee.Value);
        var order = new UnitsOrder { Conversation = row.Id, Epoch = book.Count + 1, Units = match.Units, Until = until };
        var units = await person.ReserveUnits(order);
        line.Learn(employee, units, units.IsGranted ? now : null);
        if (!units.IsGranted)
        {
            line.PutBack(row);
            return;
        }

        var reason = match.Reason == RoutingReason.LastOwner && employee == match.Person ? "lastOwner" : "mostRoom";
        var offer = new OfferOrder { Employee = employee, Epoch = order.Epoch, Until = until, Reason = reason };
        line.Remove(row.Id);
        if (!await grains.GetGrain<IConversationGrain>(row.Id.Value).Offer(offer))
        {
            await person.ReleaseUnits(row.Id, order.Epoch);
        }
    }
}
