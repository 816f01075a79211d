using SoloHost.Codecs;

namespace SoloHost.Calls;

/// <summary>A call of a method that gives a result.</summary>
public abstract class GrainCall<TResult> : GrainCall
{
    private TaskCompletionSource<TResult>? _answer;
    private TResult _result = default!;

    public Task<TResult> Answered => _answer!.Task;

    internal override object? BoxedResult
    {
        get => _result;
        set => _result = (TResult)value!;
    }

    /// <summary>A copy of the result that the caller may own; generated code overrides it for types that can change.</summary>
    protected virtual TResult CopyResult(TResult result) => result;

    internal override void TakeOutcome(Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            _result = CopyResult(((Task<TResult>)task).Result);
        }
        else
        {
            Failure = FailureOf(task);
        }
    }

    internal override void ExpectAnswer(TaskCreationOptions options) => _answer = new TaskCompletionSource<TResult>(options);

    internal override Task ResultOf(Task filtered) => ResultAfter(filtered);

    internal override void SerializeOutcome(CodecSession session)
    {
        if (Failure is not null)
        {
            Failure = ExceptionCopier.Copy(Failure, session);
        }
        else
        {
            _result = session.RoundTrip(_result);
        }
    }

    internal override void Answer()
    {
        if (Failure is null)
        {
            _answer!.TrySetResult(_result);
        }
        else
        {
            _answer!.TrySetException(Failure);
        }
    }

    internal override void Fail(Exception exception) => _answer?.TrySetException(exception);

    private async Task<TResult> ResultAfter(Task filtered)
    {
        await filtered;
        return _result;
    }
}

/// <summary>A call of a method that gives no result.</summary>
public abstract class VoidGrainCall : GrainCall
{
    private TaskCompletionSource? _answer;

    public Task Answered => _answer!.Task;

    internal override object? BoxedResult
    {
        get => null;
        set
        {
        }
    }

    internal override void ExpectAnswer(TaskCreationOptions options) => _answer = new TaskCompletionSource(options);

    internal override Task ResultOf(Task filtered) => filtered;

    internal override void TakeOutcome(Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            Failure = FailureOf(task);
        }
    }

    internal override void SerializeOutcome(CodecSession session)
    {
        if (Failure is not null)
        {
            Failure = ExceptionCopier.Copy(Failure, session);
        }
    }

    internal override void Answer()
    {
        if (Failure is null)
        {
            _answer!.TrySetResult();
        }
        else
        {
            _answer!.TrySetException(Failure);
        }
    }

    internal override void Fail(Exception exception) => _answer?.TrySetException(exception);
}
