using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Company;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Lists;

/// <summary>The lists of this node: the index, the texts at hand and the windows that are looked at.</summary>
public sealed partial class LiveLists(
    ISummaries summaries, IDirectory directory, ChangeSignal signal, TimeProvider time, ILogger<LiveLists> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(ListSpec Spec, int Offset, int Size), ListWindow> _windows = [];
    private ImmutableArray<ListWindow> _all = [];
    private ImmutableArray<ListWindow> _ofStore = [];

    /// <summary>A newer row was taken over. Handlers are quick and take no lock of the lists.</summary>
    public event Action<SummaryRow>? Changed;

    public OpenIndex Index { get; } = new(time);
    public SummaryCache Cache { get; init; } = new();
    public ISummaries Summaries => summaries;
    public IDirectory Directory => directory;
    public ChangeSignal Signal => signal;
    public TimeProvider Time => time;

    /// <summary>Takes news of a conversation over, from wherever they come; older ones change nothing.</summary>
    public void Apply(SummaryRow row)
    {
        if (!ConversationKey.TryParse(row.Id.Value, out var key))
        {
            StrangeId(row.Id.Value);
            return;
        }

        Cache.Put(key, row);
        if (!Index.Apply(row))
        {
            return;
        }

        foreach (var window in _ofStore)
        {
            window.Changed(row);
        }

        Changed?.Invoke(row);
        signal.Raise();
    }

    /// <summary>The window at a place, shared with all who look at the same; null when too many views are in use. To be given back with <see cref="Close"/>.</summary>
    public ListWindow? Open(ListSpec spec, EmployeeId reader, int offset, int size)
    {
        lock (_gate)
        {
            if (!_windows.TryGetValue((spec, offset, size), out var window))
            {
                window = Make(spec, reader, offset, size);
                if (window is null)
                {
                    return null;
                }

                _windows.Add((spec, offset, size), window);
                Listed();
            }

            window.Uses++;
            return window;
        }
    }

    public void Close(ListWindow window)
    {
        lock (_gate)
        {
            if (--window.Uses == 0)
            {
                _windows.Remove((window.Spec, window.Offset, window.Size));
                Listed();
                window.Closed();
            }
        }
    }

    /// <summary>Brings every window that is looked at up to now.</summary>
    public void Refresh()
    {
        foreach (var window in _all)
        {
            window.Refresh();
        }
    }

    /// <summary>Reads rows that are not at hand; the index learns from them too. What the store does not know is forgotten.</summary>
    public async ValueTask<ImmutableArray<SummaryRow>> FetchAsync(ImmutableArray<ConversationId> lacking, CancellationToken cancellationToken)
    {
        var found = await summaries.ReadManyAsync(lacking, cancellationToken);
        foreach (var row in found)
        {
            Apply(row);
        }

        foreach (var id in lacking.Except(found.Select(static row => row.Id)))
        {
            if (ConversationKey.TryParse(id.Value, out var key))
            {
                Index.Forget(key);
            }
        }

        return found;
    }

    /// <summary>The same for the road of pushes: a failure is logged, and after a second it may be tried again.</summary>
    public async Task<ImmutableArray<SummaryRow>> FetchBehindAsync(ImmutableArray<ConversationId> lacking)
    {
        try
        {
            return await FetchAsync(lacking, CancellationToken.None);
        }
        catch (Exception failure)
        {
            ReadFailed(failure);
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            return [];
        }
    }

    private ListWindow? Make(ListSpec spec, EmployeeId reader, int offset, int size)
    {
        if (spec.IsOfStore)
        {
            return new StoreWindow(this, spec, reader, offset, size);
        }

        return Index.Use(spec) is { } view ? new IndexWindow(this, view, offset, size) : null;
    }

    private void Listed()
    {
        _all = [.. _windows.Values];
        _ofStore = [.. _windows.Values.Where(static window => window.Spec.IsOfStore)];
    }

    [LoggerMessage(5101, LogLevel.Warning, "A window's rows could not be read; they are asked for again.")]
    public partial void ReadFailed(Exception failure);

    [LoggerMessage(5102, LogLevel.Error, "A summary with the impossible id {ConversationId} is left out of all lists.")]
    private partial void StrangeId(string conversationId);
}
