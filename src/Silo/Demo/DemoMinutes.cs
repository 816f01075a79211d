using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Orleans;

namespace Conversations.Silo.Demo;

/// <summary>
/// The first three minutes after somebody has signed in, so that whoever only watches meets what this system can do: a colleague asks her, an angry customer writes in public,
/// a chat is offered to her, a conversation is handed to her, and a promise of hers is due soon.
/// </summary>
internal sealed class DemoMinutes(IGrainFactory grains, ConversationIds ids, DemoColleagues colleagues, DemoCustomers customers, TimeProvider time)
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);

    public async Task PassAsync(Func<ChannelId, ChannelSettings> channels, CancellationToken cancellationToken)
    {
        var guest = await SomebodyAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(25), time, cancellationToken);
        await colleagues.AskAsync(DemoCompany.Leila, Of(DemoCompany.Messages, "demo-carla"), DemoCompany.Baggage, DemoLines.Question, "Delays");
        await Task.Delay(TimeSpan.FromSeconds(25), time, cancellationToken);
        // Who has been taken care of meanwhile has nothing to complain about.
        if (await grains.GetGrain<IConversationGrain>(Of(DemoCompany.Square, "demo-thewoodcarver").Value).Custody() is { Owner: null })
        {
            await customers.WriteAgainAsync(channels(DemoCompany.Square), "demo-thewoodcarver", DemoLines.Complaint, cancellationToken);
        }

        await Task.Delay(TimeSpan.FromSeconds(15), time, cancellationToken);
        await customers.ChatAsync(channels(DemoCompany.Chat), cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(35), time, cancellationToken);
        await colleagues.OrderAsync(DemoCompany.Priya, Of(DemoCompany.Square, "demo-sunandrain"), new OfferHandover { Id = Guid.NewGuid(), To = guest, Summary = DemoLines.Handover, Seconds = 600 });
    }

    /// <summary>The first guest who is there.</summary>
    private async Task<EmployeeId> SomebodyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var guest in DemoCompany.Guests)
            {
                if (await grains.GetGrain<IEmployeeGrain>(guest.Value).Presence() is { IsConnected: true })
                {
                    return guest;
                }
            }

            await Task.Delay(LooksEvery, time, cancellationToken);
        }
    }

    private ConversationId Of(ChannelId channel, string thread) => ids.Of(channel, thread);
}
