using Conversations.Contracts.Ports;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;

namespace Conversations.Simulation.World;

/// <summary>Reads every log of every process: troubles may be logged, defects may not.</summary>
public sealed class LogWatch(Func<Chronicle?> chronicle)
{
    private readonly List<string> _defects = [];

    public IReadOnlyList<string> Defects => _defects;

    /// <summary>Troubles of machines and networks are allowed; anything else is a defect of the program.</summary>
    public static bool IsTrouble(Exception exception) => exception switch
    {
        AggregateException many => many.InnerExceptions.All(IsTrouble),
        StoreUnavailableException or StoreOverloadedException or TimeoutException or OperationCanceledException => true,
        SiloUnavailableException or LimitExceededException or ClientNotAvailableException or InconsistentStateException => true,
        _ => false,
    };

    public void Saw(string where, Exception exception)
    {
        if (!IsTrouble(exception))
        {
            _defects.Add($"{where}: {exception}");
        }
    }

    public ILoggerProvider Of(string process) => new Provider(this, process);

    private sealed class Provider(LogWatch watch, string process) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Logger(watch, process, categoryName);

        public void Dispose()
        {
        }
    }

    private sealed class Logger(LogWatch watch, string process, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null)
            {
                watch.Saw($"{process} {category} {eventId.Id}", exception);
            }

            if (watch.Chronicle is { IsPrinted: true } printed)
            {
                printed.Print($"{process} logs {eventId.Id}: {formatter(state, exception)} {exception?.GetType().Name}: {exception?.Message}");
            }
        }
    }

    private Chronicle? Chronicle => chronicle();
}
