namespace Conversations.Web.Lists;

/// <summary>"Something changed": any number of calls between two waits are one. For one waiter.</summary>
public sealed class ChangeSignal
{
    private readonly SemaphoreSlim _raised = new(0, 1);
    private int _isRaised;

    public void Raise()
    {
        if (Interlocked.Exchange(ref _isRaised, 1) == 0)
        {
            _raised.Release();
        }
    }

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        await _raised.WaitAsync(cancellationToken);
        Volatile.Write(ref _isRaised, 0);
    }
}
