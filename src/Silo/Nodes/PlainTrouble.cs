using Conversations.Contracts.Ports;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Conversations.Silo.Nodes;

/// <summary>
/// Makes what a grain throws fit to travel to another process. A database driver's exception is not, not even inside one of ours: its caller
/// would learn that it cannot be sent instead of what happened, and would answer 500 where 503 is true. What is left away is logged here.
/// </summary>
public sealed partial class PlainTrouble(ILogger<PlainTrouble> logger) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        var call = context.Invoke();
        return call.IsCompletedSuccessfully ? call : FinishAsync(context, call);
    }

    /// <summary>Ours and the platform's can be sent; so can what they hold inside, if it is one of these.</summary>
    public static bool CanTravel(Exception exception)
    {
        for (var part = exception; part is not null; part = part.InnerException)
        {
            if (part is AggregateException || !(part.GetType().IsDefined(typeof(GenerateSerializerAttribute), inherit: false) || IsOfPlatform(part.GetType())))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The same trouble without what cannot travel.</summary>
    public static Exception Of(Exception exception) => exception switch
    {
        StoreUnavailableException => new StoreUnavailableException(exception.Message),
        _ => new InvalidOperationException($"The call ended with {exception.GetType().Name}; the silo's log tells more."),
    };

    private static bool IsOfPlatform(Type type) => type.Namespace?.Split('.')[0] is "System" or "Orleans";

    private async Task FinishAsync(IIncomingGrainCallContext context, Task call)
    {
        try
        {
            await call;
        }
        catch (Exception exception) when (!CanTravel(exception))
        {
            LogTrouble(exception, context.InterfaceName, context.MethodName);
            throw Of(exception);
        }
    }

    [LoggerMessage(6003, LogLevel.Warning, "{Interface}.{Method} ended with an exception that is told to its caller in part only.")]
    private partial void LogTrouble(Exception exception, string @interface, string method);
}
