using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using SoloHost.Simulated;

namespace Conversations.Simulation.World;

/// <summary>
/// One employee at her screen: looks at what her web node shows, orders something, and when she hears nothing orders the same again with the same id. Now
/// and then she repeats an order that was answered long ago, or uses its id for something else.
/// </summary>
internal sealed class Employee(World world, Caller caller, SimulatedRandom random)
{
    private const int OrdersMin = 8;
    private const int OrdersMax = 24;
    private readonly Orders _orders = new(world, caller, random);

    public async Task WorkAsync()
    {
        var step = world.Swarm.Storm / OrdersMax;
        for (var left = OrdersMin + random.Next(OrdersMax - OrdersMin); left > 0; left--)
        {
            await world.Delay(random.Between(TimeSpan.Zero, step * 2));
            if (Look() is not { } row)
            {
                continue;
            }

            var record = world.Ledger.Give(row.Id.Value, _orders.Choose(row), caller);
            await GiveAsync(record);
            if (random.Chance(0.15))
            {
                await AgainAsync(record);
            }
        }
    }

    private SummaryRow? Look()
    {
        var webs = world.Webs.ToList();
        var rows = webs.Count == 0 ? [] : random.Pick(webs).Rows.ToList();
        return rows.Count == 0 ? null : world.Swarm.Crowd && random.Chance(0.7) ? rows[0] : random.Pick(rows);
    }

    private async Task AgainAsync(CommandRecord record)
    {
        await world.Delay(random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(5)));
        await GiveAsync(record);
        if (random.Chance(0.3))
        {
            await GiveAsync(world.Ledger.Give(record.Conversation, new AddNote { Id = record.Command.Id, Text = $"reused {record.Command.Id}" }, caller));
        }
    }

    private async Task GiveAsync(CommandRecord record)
    {
        var isKnown = false;
        var outcome = await world.Edge.InsistAsync(
            web =>
            {
                isKnown = world.Database.Command(record.Command.Id) is not null;
                return ExecuteAsync(web, record);
            },
            onUnheard: () => record.Unheard++);
        if (outcome.Result is { } result)
        {
            record.Results.Add(result);
        }
        else
        {
            record.Rejections.Add(outcome.Rejection!.Slug);
        }

        world.Note($"{record.Conversation} answers {caller.Name}'s {record.Command.GetType().Name} {record.Command.Id}: {Said(outcome)}");
        if (isKnown && outcome.Rejection is { Slug: not Contracts.Problems.CommandIdReused } no && world.Ledger.FindCommand(record.Command.Id) == record)
        {
            world.Break("L1 a done command is answered as the first time", $"{record.Command.Id} was done, and then refused: {no.Slug}");
        }
    }

    private static string Said(CommandOutcome outcome) => outcome.Result is { } result ? $"done at {result.Seq}" : outcome.Rejection!.Slug;

    private async Task<CommandOutcome> ExecuteAsync(WebNode web, CommandRecord record)
    {
        Caller.Current = record.Caller;
        var outcome = await web.Node.Grains.GetGrain<IConversationGrain>(record.Conversation).Execute(record.Command);
        if (outcome.Summary is { } row)
        {
            web.Take(row);
        }

        return outcome;
    }
}
