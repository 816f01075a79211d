using System.Globalization;
using Conversations.Bench;

return args switch
{
    ["webhook-parse"] => WebhookParse.Run(Console.Out),
    ["push-frames"] => await PushFrames.RunAsync(dashboards: 1_000, Console.Out),
    ["push-readers", var address, var path, var dashboards] => await PushReaders.RunAsync(address, path, int.Parse(dashboards, CultureInfo.InvariantCulture)),
    ["push-index"] => await PushIndex.RunAsync(Console.Out),
    ["grain-calls"] => await GrainCalls.RunAsync(rounds: 5, Console.Out),
    ["conversation-memory"] => await ConversationMemory.RunAsync(Console.Out),
    ["webhook-ingest", "sqlite" or "postgresql", var connections] => await WebhookIngest.RunAsync(args[1], int.Parse(connections, CultureInfo.InvariantCulture), Console.Out),
    [EchoServer.Verb] => await EchoServer.RunAsync(Console.Out),
    ["journal", "sqlite" or "postgresql"] => await JournalBench.RunAsync(args[1], Console.Out),
    ["search", "sqlite" or "postgresql"] => await SearchBench.RunAsync(args[1], args[1] == "sqlite" ? 100_000 : 1_000_000, Console.Out),
    ["search", "sqlite" or "postgresql", var entries] => await SearchBench.RunAsync(args[1], int.Parse(entries, CultureInfo.InvariantCulture), Console.Out),
    ["routing"] => RoutingBench.Run(Console.Out) + await RoutingDurable.RunAsync(Console.Out),
    ["routing", "durable"] => await RoutingDurable.RunAsync(Console.Out),
    ["routing", "core"] => RoutingBench.Run(Console.Out),
    ["offers", "sqlite" or "postgresql"] => await OfferScreen.RunAsync(args[1], perSecond: 500, people: 500, seconds: 20, Console.Out),
    ["offers", "sqlite" or "postgresql", var perSecond, var people] =>
        await OfferScreen.RunAsync(args[1], int.Parse(perSecond, CultureInfo.InvariantCulture), int.Parse(people, CultureInfo.InvariantCulture), seconds: 20, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("bench webhook-parse | webhook-ingest sqlite 64 | grain-calls | conversation-memory | journal sqlite|postgresql | search sqlite|postgresql [entries] | push-frames | push-index | routing [core|durable] | offers sqlite|postgresql [per-second people]");
    return 2;
}
