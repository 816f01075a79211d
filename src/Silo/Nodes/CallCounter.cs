using Orleans;

namespace Conversations.Silo.Nodes;

/// <summary>How many grain calls this process has served.</summary>
public sealed class CallCounter
{
    private long calls;

    public long Calls => Interlocked.Read(ref calls);

    public void Add() => Interlocked.Increment(ref calls);
}

/// <summary>Counts each call on its way to its grain.</summary>
public sealed class CountCalls(CallCounter counter) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        counter.Add();
        return context.Invoke();
    }
}
