using Conversations.Load.Checks;
using Conversations.Load.Options;
using Conversations.Load.Runs;
using Conversations.Load.Setup;
using Conversations.Load.Wire;

// 0 nothing lost, doubled or reordered · 1 something was, or nothing was exchanged · 2 the run could not be made
using var cancelled = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    cancelled.Cancel();
};
try
{
    var options = CommandLine.Read(args, Environment.GetEnvironmentVariable, DateTimeOffset.UtcNow);
    using var http = new HttpSender(options.Target);
    if (options.Profile is { } profile)
    {
        await new LoadRun(options, profile, http, Console.Out).RunAsync(cancelled.Token);
    }

    return !options.Check || await CheckRun.RunAsync(options, http, Console.Out, cancelled.Token) ? 0 : 1;
}
catch (FormatException mistake)
{
    Console.Error.WriteLine(mistake.Message);
    Console.Error.WriteLine();
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}
catch (Exception trouble) when (trouble is CannotRunException or JournalUnreadableException or IOException)
{
    Console.Error.WriteLine(trouble.Message);
    return 2;
}
catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped; the ledger so far can be judged with `load/run check`.");
    return 2;
}
