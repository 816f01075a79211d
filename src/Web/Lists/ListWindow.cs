using Conversations.Contracts.Ports;

namespace Conversations.Web.Lists;

/// <summary>A place of a list that somebody looks at; one for all dashboards that look at the same place.</summary>
public abstract class ListWindow(ListSpec spec, int offset, int size)
{
    public ListSpec Spec { get; } = spec;
    public int Offset { get; } = offset;
    public int Size { get; } = size;

    /// <summary>Lists that show it; kept by <see cref="LiveLists"/> under its lock.</summary>
    public int Uses { get; set; }

    /// <summary>The newest snapshot made; null before the first.</summary>
    public abstract WindowSnapshot? Current { get; }

    /// <summary>Brings <see cref="Current"/> up to now, or begins to read from the store what it lacks and says so when that has come.</summary>
    public abstract void Refresh();

    /// <summary>The window as of now: not older than any change applied before the call.</summary>
    public abstract ValueTask<WindowSnapshot> ReadAsync(CancellationToken cancellationToken);

    /// <summary>A conversation changed; called for windows of the store only.</summary>
    public virtual void Changed(SummaryRow row)
    {
    }

    /// <summary>No one looks at it any more.</summary>
    public virtual void Closed()
    {
    }
}
