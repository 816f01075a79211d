using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Conversations.HostTests.Conformance;

public interface IContextGrain : IGrainWithStringKey
{
    Task<string?> Get(string key);

    Task<string?> GetBehind(string grain, string key);

    Task SetHere(string key, string value);

    Task<int> Add(int a, int b);
}

public sealed class ContextGrain : Grain, IContextGrain
{
    public Task<string?> Get(string key) => Task.FromResult((string?)RequestContext.Get(key));

    public async Task<string?> GetBehind(string grain, string key)
    {
        await Task.Yield();
        return await GrainFactory.GetGrain<IContextGrain>(grain).Get(key);
    }

    public Task SetHere(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public Task<int> Add(int a, int b) => Task.FromResult(a + b);
}

public interface IGuardedGrain : IGrainWithStringKey
{
    Task<string> Open();
}

public sealed class GuardedGrain : Grain, IGuardedGrain, IIncomingGrainCallFilter
{
    public Task<string> Open() => Task.FromResult("open");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (RequestContext.Get("caller") is null)
        {
            throw new UnauthorizedAccessException("Who calls?");
        }

        await context.Invoke();
        context.Result = context.Result + " to " + RequestContext.Get("caller");
    }
}

public sealed class CallLog
{
    public ConcurrentQueue<string> Lines { get; } = new();
}

public sealed class LoggingFilter(CallLog log) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        log.Lines.Enqueue($"{context.SourceId?.ToString() ?? "outside"} calls {context.TargetId}.{context.InterfaceMethod.Name}({Arguments(context)})");
        await context.Invoke();
    }

    private static string Arguments(IGrainCallContext context) =>
        string.Join(", ", Enumerable.Range(0, context.Request.GetArgumentCount()).Select(index => context.Request.GetArgument(index)));
}

public sealed class ContextTests
{
    [Fact]
    public async Task What_the_caller_sets_travels_with_the_call_and_on_with_the_calls_behind_it()
    {
        await using var cluster = await Cluster.Start();
        RequestContext.Set("who", "ana");

        Assert.Equal("ana", await cluster.Grains.GetGrain<IContextGrain>("one").Get("who"));
        Assert.Equal("ana", await cluster.Grains.GetGrain<IContextGrain>("one").GetBehind("two", "who"));
        RequestContext.Clear();
        Assert.Null(await cluster.Grains.GetGrain<IContextGrain>("one").Get("who"));
    }

    [Fact]
    public async Task What_the_callee_sets_does_not_come_back_and_does_not_stay()
    {
        await using var cluster = await Cluster.Start();

        await cluster.Grains.GetGrain<IContextGrain>("one").SetHere("who", "ben");

        Assert.Null(RequestContext.Get("who"));
        Assert.Null(await cluster.Grains.GetGrain<IContextGrain>("one").Get("who"));
    }

    [Fact]
    public async Task A_filter_sees_who_calls_whom_with_what()
    {
        await using var cluster = await Cluster.Start(silo =>
        {
            silo.Services.AddSingleton<CallLog>();
            silo.AddIncomingGrainCallFilter<LoggingFilter>();
        });

        await cluster.Grains.GetGrain<IContextGrain>("one").GetBehind("two", "key");

        var lines = cluster.Services.GetRequiredService<CallLog>().Lines.Where(line => line.Contains("Get", StringComparison.Ordinal)).ToList();
        Assert.EndsWith("calls context/one.GetBehind(two, key)", lines[0], StringComparison.Ordinal);
        Assert.Equal("context/one calls context/two.Get(key)", lines[1]);
    }

    [Fact]
    public async Task A_filter_may_change_arguments_and_results()
    {
        await using var cluster = await Cluster.Start(silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            if (context.MethodName == nameof(IContextGrain.Add))
            {
                context.Request.SetArgument(0, 40);
            }

            await context.Invoke();
            if (context.MethodName == nameof(IContextGrain.Add))
            {
                context.Result = (int)context.Result! * 10;
            }
        }));

        Assert.Equal(420, await cluster.Grains.GetGrain<IContextGrain>("one").Add(1, 2));
    }

    [Fact]
    public async Task A_filter_of_the_caller_may_add_to_what_travels_and_may_refuse()
    {
        await using var cluster = await Cluster.Start(silo => silo.AddOutgoingGrainCallFilter(async context =>
        {
            if (context.MethodName == nameof(IContextGrain.Add))
            {
                throw new NotSupportedException("no sums");
            }

            RequestContext.Set("added", "yes");
            await context.Invoke();
        }));

        Assert.Equal("yes", await cluster.Grains.GetGrain<IContextGrain>("one").Get("added"));
        await Assert.ThrowsAsync<NotSupportedException>(() => cluster.Grains.GetGrain<IContextGrain>("one").Add(1, 2));
    }

    [Fact]
    public async Task A_grain_may_filter_its_own_calls()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<IGuardedGrain>("one");

        await Assert.ThrowsAsync<UnauthorizedAccessException>(grain.Open);
        RequestContext.Set("caller", "ana");

        Assert.Equal("open to ana", await grain.Open());
    }
}
