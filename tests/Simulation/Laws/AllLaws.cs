using Conversations.Simulation.World;

namespace Conversations.Simulation.Laws;

/// <summary>What must hold when the storm is over and everything has come to rest.</summary>
public static class AllLaws
{
    /// <exception cref="LawBrokenException">A law does not hold.</exception>
    public static void Check(World.World world)
    {
        if (world.Broken is { } broken)
        {
            throw broken;
        }

        var journals = world.Database.Streams.Select(stream => new Journal(stream, world.Database.Stream(stream)!)).ToList();
        foreach (var journal in journals)
        {
            ConversationLaws.Check(world, journal);
            OwnershipLaws.Check(journal);
        }

        InboundLaws.Check(world, journals);
        ReplyLaws.Check(world, journals);
        CommandLaws.Check(world, journals);
        ScreenLaws.Check(world, journals);
        Must(world.Logs.Defects.Count == 0, "L4 no process meets what cannot be", () => world.Logs.Defects[0]);
    }

    internal static void Must(bool holds, string law, Func<string> detail)
    {
        if (!holds)
        {
            throw new LawBrokenException(law, detail());
        }
    }
}
