namespace Conversations.Web.Lists;

/// <summary>The rows a spec shows, kept in order by the index; shared by all windows on it. Used under the index's lock only, but for <see cref="Revision"/>.</summary>
public sealed class IndexView(ListSpec spec)
{
    private long _revision;

    public ListSpec Spec { get; } = spec;
    public OrderedRows Rows { get; } = new(spec.Order);

    /// <summary>Grows with every change; a window that was made at this revision is not old.</summary>
    public long Revision => Volatile.Read(ref _revision);

    /// <summary>Windows that look at it. A view without any is forgotten after a while.</summary>
    public int Uses { get; set; }
    public DateTimeOffset IdleSince { get; set; }

    /// <summary>Follows one conversation's change; either may be missing.</summary>
    public void Follow(OpenRow? before, OpenRow? after)
    {
        var was = before is not null && Spec.Shows(before);
        var isNow = after is not null && Spec.Shows(after);
        if (!was && !isNow)
        {
            return;
        }

        if (!(was && isNow && Rows.Replace(before!, after!)))
        {
            Leave(was, before);
            Enter(isNow, after);
        }

        Volatile.Write(ref _revision, _revision + 1);
    }

    private void Leave(bool was, OpenRow? before)
    {
        if (was && !Rows.Remove(before!))
        {
            throw new InvalidOperationException($"The view lost its row of {before!.Key}.");
        }
    }

    private void Enter(bool isNow, OpenRow? after)
    {
        if (isNow && !Rows.Add(after!))
        {
            throw new InvalidOperationException($"The view has a row of {after!.Key} already.");
        }
    }
}
