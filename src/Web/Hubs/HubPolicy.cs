using System.Collections.Concurrent;
using System.Reflection;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Hubs;

/// <summary>Before every hub method: the one policy table and the pace of calls. After it: trouble becomes a problem slug, never a text of ours.</summary>
public sealed partial class HubPolicy(DashboardDoor door, ILogger<HubPolicy> logger) : IHubFilter
{
    private const string Unexpected = "unexpected";
    private static readonly ConcurrentDictionary<MethodInfo, RequiresAttribute> Requirements = new();

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var dashboard = door.Of(invocation.Context);
        if (!dashboard.Caller.May(RequirementOf(invocation.HubMethod).Permission))
        {
            throw new HubException(Problems.Forbidden);
        }

        if (!dashboard.Pace.TryTake())
        {
            throw new HubException(Problems.Overloaded);
        }

        try
        {
            return await next(invocation);
        }
        catch (Exception failure) when (failure is not HubException)
        {
            throw new HubException(SlugOf(failure, invocation.HubMethodName));
        }
    }

    private string SlugOf(Exception failure, string method)
    {
        switch (failure)
        {
            case StoreOverloadedException:
                return Problems.Overloaded;
            case StoreUnavailableException or TimeoutException or OperationCanceledException:
                Unavailable(failure, method);
                return Problems.Unavailable;
            default:
                Failed(failure, method);
                return Unexpected;
        }
    }

    /// <summary>A method without a policy is a mistake of ours: nobody may call it.</summary>
    private static RequiresAttribute RequirementOf(MethodInfo method) =>
        Requirements.GetOrAdd(method, static m => m.GetCustomAttribute<RequiresAttribute>()
            ?? throw new InvalidOperationException($"{m.Name} names no permission."));

    [LoggerMessage(5403, LogLevel.Warning, "{Method} could not be answered now.")]
    private partial void Unavailable(Exception failure, string method);

    [LoggerMessage(5404, LogLevel.Error, "{Method} failed.")]
    private partial void Failed(Exception failure, string method);
}
