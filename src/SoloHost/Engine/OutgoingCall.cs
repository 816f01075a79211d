using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using SoloHost.Calls;

namespace SoloHost.Engine;

/// <summary>One call on its way through the caller's filters: those of the node, then the calling grain itself, then the wire.</summary>
internal sealed class OutgoingCall(Node node, GrainCall call, Task answered) : IOutgoingGrainCallContext
{
    private int _next;

    public object Grain => call.Target;

    public IGrainContext? SourceContext => call.Caller;

    public IInvokable Request => call;

    public string InterfaceName => call.Method.InterfaceName;

    public string MethodName => call.Method.Name;

    public MethodInfo InterfaceMethod => call.Method.Reflected;

    public GrainId? SourceId => call.Caller?.GrainId;

    public GrainId TargetId => call.Target.GrainId;

    public object? Result
    {
        get => call.BoxedResult;
        set => call.BoxedResult = value;
    }

    public static async Task<TResult> Send<TResult>(Node node, GrainCall call, Task answered)
    {
        var outgoing = new OutgoingCall(node, call, answered);
        await outgoing.Invoke();
        return (TResult)outgoing.Result!;
    }

    public async Task Invoke()
    {
        var filters = node.OutgoingFilters;
        var step = _next++;
        if (step < filters.Length)
        {
            await filters[step].Invoke(this);
        }
        else if (step == filters.Length && call.Caller?.GrainInstance is IOutgoingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            call.Context = RequestContext.Current;
            node.Dispatch(call);
            await answered;
        }
    }
}
