using System.Globalization;
using Conversations.Simulation.Seeds;

// "seed <n>" replays one seed with its whole trace; "hash <n>" prints its hash; "seeds <first> <count>" runs many. Anything else is for the test runner.
return args switch
{
    ["seed", var seed] => Replay.One(ulong.Parse(seed, CultureInfo.InvariantCulture), Console.Out),
    ["hash", var seed] => Replay.Hash(ulong.Parse(seed, CultureInfo.InvariantCulture), Console.Out),
    ["seeds", var first, var count] => Replay.Many(ulong.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture), Console.Out),
    _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
};
