using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Microsoft.AspNetCore.Connections;

namespace Conversations.Web.Errors;

/// <summary>The one place where trouble becomes an answer: exceptions, and statuses that nobody wrote a body for.</summary>
public sealed class ProblemsMiddleware(RequestDelegate next, ILogger<ProblemsMiddleware> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public Task InvokeAsync(HttpContext context)
    {
        Task task;
        try
        {
            task = next(context);
        }
        catch (Exception exception)
        {
            task = Task.FromException(exception);
        }

        return task.IsCompletedSuccessfully && context.Response.StatusCode < 400 ? task : FinishAsync(context, task);
    }

    private async Task FinishAsync(HttpContext context, Task request)
    {
        try
        {
            await request;
        }
        catch (Exception exception) when (!context.Response.HasStarted && Explain(context, exception) is { } problem)
        {
            context.Response.Clear();
            Edge.SecurityHeaders.Apply(context);
            await problem.WriteAsync(context);
            return;
        }

        var response = context.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentLength is null && response.ContentType is null)
        {
            await new Problem(ProblemTypes.SlugOf(response.StatusCode)).WriteAsync(context);
        }
    }

    private Problem? Explain(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case ProblemException known:
                return known.Problem;
            case StoreOverloadedException:
                return new Problem(Problems.Overloaded) { RetryAfter = RetryAfter };
            case StoreUnavailableException or TimeoutException or Orleans.Runtime.OrleansException:
                Log.Unavailable(logger, exception.GetType().Name, Problem.TraceId(context));
                return new Problem(Problems.Unavailable) { RetryAfter = RetryAfter };
            case BadHttpRequestException bad:
                return new Problem(ProblemTypes.SlugOf(bad.StatusCode));
            case OperationCanceledException or ConnectionResetException when context.RequestAborted.IsCancellationRequested:
                return new Problem(Problems.Unavailable);
            default:
                Log.Broken(logger, exception, Problem.TraceId(context));
                return new Problem(ProblemTypes.Internal);
        }
    }
}

internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Error, "A request broke; trace {TraceId}.")]
    public static partial void Broken(ILogger logger, Exception exception, string traceId);

    [LoggerMessage(5002, LogLevel.Warning, "A request could not be served: {Trouble}; trace {TraceId}.")]
    public static partial void Unavailable(ILogger logger, string trouble, string traceId);
}
