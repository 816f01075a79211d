using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace SoloHost.Engine;

internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Warning, "Observer dropped: its notification failed")]
    public static partial void ObserverDropped(ILogger logger, Exception exception);

    [LoggerMessage(9002, LogLevel.Error, "Timer of {GrainId} failed; it ticks again after its period")]
    public static partial void TimerFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(9003, LogLevel.Error, "Activation of {GrainId} failed")]
    public static partial void ActivationFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(9004, LogLevel.Error, "OnDeactivateAsync of {GrainId} failed; reason of the deactivation: {Reason}")]
    public static partial void DeactivationFailed(ILogger logger, Exception exception, GrainId grainId, DeactivationReasonCode reason);

    [LoggerMessage(9005, LogLevel.Error, "One-way call {Interface}.{Method} to {GrainId} failed")]
    public static partial void OneWayFailed(ILogger logger, Exception exception, string @interface, string method, GrainId grainId);

    [LoggerMessage(9006, LogLevel.Warning, "Call {Interface}.{Method} to {GrainId} was not answered within {Timeout}: its outcome is unknown")]
    public static partial void CallTimedOut(ILogger logger, string @interface, string method, GrainId grainId, TimeSpan timeout);

    [LoggerMessage(9007, LogLevel.Warning, "Call {Interface}.{Method} to {GrainId} refused: {Waiting} calls wait already")]
    public static partial void CallRefused(ILogger logger, string @interface, string method, GrainId grainId, int waiting);

    [LoggerMessage(9008, LogLevel.Information, "Solo host {Silo} started: one process, {Classes} grain classes")]
    public static partial void SiloStarted(ILogger logger, string silo, int classes);

    [LoggerMessage(9009, LogLevel.Information, "Solo host {Silo} stopped: {Activations} activations ended")]
    public static partial void SiloStopped(ILogger logger, string silo, int activations);

    [LoggerMessage(9010, LogLevel.Error, "Reminder {Reminder} of {GrainId} failed; it ticks again after its period")]
    public static partial void ReminderFailed(ILogger logger, Exception exception, string reminder, GrainId grainId);

    [LoggerMessage(9011, LogLevel.Error, "{Activations} activations had not ended in time and were left")]
    public static partial void StopTimedOut(ILogger logger, int activations);
}
