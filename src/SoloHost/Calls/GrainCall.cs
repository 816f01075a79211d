using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using SoloHost.Codecs;
using SoloHost.Engine;

namespace SoloHost.Calls;

/// <summary>
/// One call on its way: arguments, who asked, and the promise of an answer. Generated code derives one class per method.
/// It is queued as it is (<see cref="Next"/> links it into a mailbox), so a call costs this object and the caller's task.
/// </summary>
public abstract class GrainCall : IInvokable
{
    /// <summary>The next call in the same mailbox.</summary>
    internal GrainCall? Next;

    /// <summary>Neighbours in the list of calls that wait for an answer.</summary>
    internal GrainCall? PendingBefore;

    internal GrainCall? PendingAfter;

    internal PendingCalls.Shard? Pending;

    internal long Deadline;

    /// <summary>When the call was sent, in the environment's milliseconds.</summary>
    internal long SentAt;

    public abstract CallMethod Method { get; }

    internal GrainReference Target { get; set; } = null!;

    internal Node Source { get; set; } = null!;

    internal Activation? Caller { get; set; }

    internal Dictionary<string, object>? Context { get; set; }

    /// <summary>Where the call was sent; known once it has been given to an activation or an observer.</summary>
    internal Mailbox? Receiver { get; set; }

    /// <summary>The silo the call was sent to; only environments with several silos say.</summary>
    internal Node? SentTo { get; set; }

    internal Exception? Failure { get; set; }

    internal bool IsOneWay => Method.IsOneWay;

    internal virtual bool CountsAsUse => true;

    /// <summary>Whether the call goes to the next activation when this one ends before it began.</summary>
    internal virtual bool OutlivesActivation => true;

    /// <summary>False for what the engine itself puts into mailboxes.</summary>
    internal virtual bool PassesFilters => true;

    /// <summary>The result for filters, who do not know its type.</summary>
    internal abstract object? BoxedResult { get; set; }

    public virtual int GetArgumentCount() => 0;

    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    public string GetMethodName() => Method.Name;

    public string GetInterfaceName() => Method.InterfaceName;

    public Type GetInterfaceType() => Method.InterfaceType;

    public MethodInfo GetMethod() => Method.Reflected;

    public object? GetTarget() => (Receiver as Activation)?.GrainInstance;

    public TimeSpan? GetDefaultResponseTimeout() => Method.ResponseTimeout;

    public void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Calls the method.</summary>
    public abstract Task Invoke(object target);

    /// <summary>Writes the arguments, each under its place as its number.</summary>
    public virtual void WriteArguments(CodecWriter writer)
    {
    }

    /// <summary>Reads the arguments in place of those there are.</summary>
    public virtual void ReadArguments(ref CodecReader reader)
    {
    }

    /// <summary>Makes the promise of an answer; before that the call has none, and one-way calls never do.</summary>
    internal abstract void ExpectAnswer(TaskCreationOptions options);

    /// <summary>A task of the method's type, done when the filters are, with the result they left.</summary>
    internal abstract Task ResultOf(Task filtered);

    /// <summary>Keeps what the method gave, as a copy that the caller may own.</summary>
    internal abstract void TakeOutcome(Task task);

    /// <summary>Sends the result through its codec.</summary>
    internal abstract void SerializeOutcome(CodecSession session);

    /// <summary>Gives the caller what <see cref="TakeOutcome"/> kept; only the first answer counts.</summary>
    internal abstract void Answer();

    /// <summary>Gives the caller a failure in place of an answer; only the first answer counts.</summary>
    internal abstract void Fail(Exception exception);

    internal void SerializeArguments(CodecSession session)
    {
        using var writer = CodecSession.Rent();
        WriteArguments(writer);
        var reader = new CodecReader(writer.Written, session);
        ReadArguments(ref reader);
    }

    private protected static Exception FailureOf(Task task) =>
        task.IsCanceled ? new TaskCanceledException(task) : task.Exception!.InnerException!;
}
