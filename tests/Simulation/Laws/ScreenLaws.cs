using System.Text.Json;
using Conversations.Contracts;
using Conversations.Simulation.World;

namespace Conversations.Simulation.Laws;

/// <summary>I5: what a dashboard shows is the journal, 1 … n without a gap or a repeat.</summary>
internal static class ScreenLaws
{
    private const string Law = "I5 dashboards show the journal";

    public static void Check(World.World world, List<Journal> journals)
    {
        foreach (var web in world.Webs)
        {
            foreach (var journal in journals)
            {
                Check(world, web, journal);
            }
        }
    }

    private static void Check(World.World world, WebNode web, Journal journal)
    {
        AllLaws.Must(
            Text(web.Row(journal.Stream)) == Text(world.Database.Summary(journal.Stream)) || journal.State.State == ConversationStates.Closed, Law,
            () => $"{web.Node.Name} shows {web.Row(journal.Stream)}, the store has {world.Database.Summary(journal.Stream)}");
        if (web.Shown(journal.Stream) is { } shown)
        {
            AllLaws.Must(
                Text(shown) == Text(journal.Rows.Entries), Law,
                () => $"{web.Node.Name} shows other entries of {journal.Stream}:\n  {string.Join("\n  ", shown)}\nthan\n  {string.Join("\n  ", journal.Rows.Entries)}");
        }
    }

    private static string Text<T>(T shown) => JsonSerializer.Serialize(shown);
}
