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
    ["journal", "sqlite" or "postgresql"] => await JournalBench.RunAsync(args[1], Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("bench webhook-parse | grain-calls | conversation-memory | journal sqlite | journal postgresql | push-frames | push-index");
    return 2;
}
