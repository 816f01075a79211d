using Conversations.Contracts;
using Conversations.Grains.Conversations;
using Conversations.Simulation.World;

namespace Conversations.Simulation.Laws;

/// <summary>I1 and I2: every acknowledged message stands in the journal, once, where it was said to stand, as it was written.</summary>
internal static class InboundLaws
{
    private const string Lost = "I1 no acknowledged message is lost";
    private const string Doubled = "I2 no message is doubled";

    public static void Check(World.World world, List<Journal> journals)
    {
        var byStream = journals.ToDictionary(journal => journal.Stream);
        foreach (var record in world.Ledger.Messages)
        {
            Check(record, byStream.GetValueOrDefault(record.Conversation));
        }

        foreach (var journal in journals)
        {
            foreach (var message in journal.Events.Where(it => it.Event is MessageReceived).GroupBy(it => ((MessageReceived)it.Event).Message.ExternalId))
            {
                AllLaws.Must(message.Count() == 1, Doubled, () => $"{message.Key} of {journal.Stream} at {string.Join(", ", message.Select(it => it.Entry.Seq))}");
            }
        }
    }

    private static void Check(MessageRecord record, Journal? journal)
    {
        var name = $"{record.Message.ExternalId} of {record.Conversation}";
        AllLaws.Must(record.Acknowledged.Count > 0, "I8 every message is acknowledged in the end", () => name);
        foreach (var place in record.Acknowledged)
        {
            var found = journal?.Events.FirstOrDefault(it => it.Entry.Seq == place.Seq);
            AllLaws.Must(
                found?.Event is MessageReceived { Message: var stored } && stored.ExternalId == record.Message.ExternalId && stored.Text == record.Message.Text,
                Lost,
                () => $"{name} was acknowledged at {place.Seq}, where there is {found?.Entry?.Kind ?? "nothing"}");
        }

        AllLaws.Must(record.Acknowledged.Count(place => !place.Duplicate) <= 1, "I2 one message is accepted once", () => name);
    }
}
