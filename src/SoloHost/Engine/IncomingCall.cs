using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using SoloHost.Calls;

namespace SoloHost.Engine;

/// <summary>One call on its way through the callee's filters: those of the silo, then the grain itself, then the method.</summary>
internal sealed class IncomingCall(Activation activation, GrainCall call) : IIncomingGrainCallContext
{
    private int _next;

    public object Grain => activation.GrainInstance!;

    public IGrainContext TargetContext => activation;

    public IInvokable Request => call;

    public string InterfaceName => call.Method.InterfaceName;

    public string MethodName => call.Method.Name;

    public MethodInfo InterfaceMethod => call.Method.Reflected;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = Grain.GetType().GetInterfaceMap(call.Method.InterfaceType);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public GrainId? SourceId => call.Caller?.GrainId;

    public GrainId TargetId => activation.GrainId;

    public object? Result
    {
        get => call.BoxedResult;
        set => call.BoxedResult = value;
    }

    public static Task Invoke(Activation activation, GrainCall call) => call.ResultOf(new IncomingCall(activation, call).Invoke());

    public async Task Invoke()
    {
        var filters = activation.Silo.IncomingFilters;
        var step = _next++;
        if (step < filters.Length)
        {
            await filters[step].Invoke(this);
        }
        else if (step == filters.Length && Grain is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            var task = call.Invoke(Grain);
            await task;
            call.TakeOutcome(task);
        }
    }
}
