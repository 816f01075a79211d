using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Grains.Offers;
using Conversations.Simulation.World;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Simulation.Offers;

/// <summary>What must hold at every instant, whatever is lost and whoever dies.</summary>
internal sealed partial class OfferWorld
{
    /// <summary>The law: units of what a person has and of what she is offered are never more than she carries.</summary>
    public void AssertNobodyCarriesTooMuch()
    {
        foreach (var person in People)
        {
            var carried = Rows().Where(row => HolderOf(row) == person.Employee).ToList();
            var units = carried.Sum(static row => Units.UnitsOf(row.ChannelKind));
            if (units > Capacity)
            {
                throw new LawBrokenException("O1 nobody carries more than she can", $"{person.Employee} carries {units} units at {Now:HH:mm:ss}: {string.Join(", ", carried.Select(static row => $"{row.Id} {row.State}"))}");
            }
        }
    }

    /// <summary>The law: who lets it go is not the next it is offered to, unless she has rested of it and nobody else has room.</summary>
    public void AssertNobodyIsAskedTwiceInARow()
    {
        foreach (var id in conversations)
        {
            (string Employee, DateTimeOffset At)? last = null;
            foreach (var entry in Read(() => store.Services.GetRequiredService<IJournal>().ReadEntriesAsync(id.Value, 0, Limits.EntriesPageMax, CancellationToken.None).AsTask()))
            {
                if (entry.Kind == EntryKinds.OfferEnded)
                {
                    last = entry.Data.Contains("notNow", StringComparison.Ordinal) || entry.Data.Contains("expired", StringComparison.Ordinal) ? (EmployeeOf(entry), entry.At) : null;
                }
                else if (entry.Kind == EntryKinds.Offered)
                {
                    Offered++;
                    if (last is { } passed && passed.Employee == EmployeeOf(entry) && entry.At < passed.At + Rest)
                    {
                        throw new LawBrokenException("O2 nobody is asked twice in a row", $"{id} was offered to {passed.Employee} twice in a row.");
                    }
                }
            }
        }
    }

    private static string EmployeeOf(EntryRow entry) => EntryReader.Read(entry, "") switch
    {
        Offered e => e.Employee.Value,
        OfferEnded e => e.Employee.Value,
        _ => "",
    };
}
