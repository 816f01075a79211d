using System.ComponentModel.DataAnnotations;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Conversations.Silo;

/// <summary>
/// The frame of a program. What a person set wrong is told in one sentence, without a stack. A stop is heard from the first moment, before there is a host to hear it, and
/// ends the program well; a second one before the first is done ends it at once.
/// </summary>
public static class ProgramFrame
{
    private const int SetWrong = 2;

    /// <param name="program">Its token says that the program is to stop.</param>
    public static async Task<int> RunAsync(Func<CancellationToken, Task> program)
    {
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Take(signal, stop));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Take(signal, stop));
        try
        {
            await program(stop.Token);
            return 0;
        }
        catch (Exception exception) when (exception is ValidationException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return SetWrong;
        }
        catch (IOException exception) when (exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            await Console.Error.WriteLineAsync($"{exception.Message} Another program listens there, or this one runs already; --Urls=http://127.0.0.1:PORT takes another port.");
            return SetWrong;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
    }

    /// <summary>Runs the host until it ends, or is told to. From its start on it hears signals itself; this is for the moment before.</summary>
    public static async Task RunUntilAsync(this IHost host, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        await using var told = stop.Register(lifetime.StopApplication);
        await host.RunAsync(CancellationToken.None);
    }

    private static void Take(PosixSignalContext signal, CancellationTokenSource stop)
    {
        if (!stop.IsCancellationRequested)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
