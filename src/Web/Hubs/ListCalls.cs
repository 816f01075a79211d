using Conversations.Contracts;
using Conversations.Web.Feed;
using Conversations.Web.Lists;
using Microsoft.AspNetCore.SignalR;

namespace Conversations.Web.Hubs;

/// <summary>What a dashboard can ask about lists.</summary>
public sealed class ListCalls(LiveLists lists, Dashboards dashboards, ILiveReadiness readiness, TimeProvider time)
{
    /// <summary>How long the first readers of a starting node wait for its index.</summary>
    private static readonly TimeSpan LoadPatience = TimeSpan.FromSeconds(10);

    /// <summary>Begins a list and writes its snapshot, as an object's members without braces. The caller arms it when the answer is written.</summary>
    internal async ValueTask<WatchedList> WatchAsync(Dashboard dashboard, ListPlace place, FrameBuffer answer, CancellationToken cancellationToken)
    {
        if (!dashboard.HasRoomFor(moreLists: 1, moreConversations: 0))
        {
            throw new HubException(Problems.OutOfRange);
        }

        var list = new WatchedList(dashboards.NextListId(), dashboard.Caller.Employee, lists);
        await PlaceAsync(dashboard, list, place, answer, cancellationToken);
        return list;
    }

    /// <summary>Moves a list's window; what it shows there is the list's next version. On failure the list goes on where it was.</summary>
    internal async ValueTask<WatchedList> MoveAsync(
        Dashboard dashboard, string listId, int offset, int size, FrameBuffer answer, CancellationToken cancellationToken)
    {
        var list = dashboard.ListOf(listId) ?? throw new HubException(Problems.NotFound);
        var place = ListSpecReader.Checked(new ListPlace(list.Window!.Spec, offset, size));
        dashboard.Hold(list);
        try
        {
            await PlaceAsync(dashboard, list, place, answer, cancellationToken);
            return list;
        }
        catch
        {
            dashboard.Arm(list);
            throw;
        }
    }

    private async ValueTask PlaceAsync(Dashboard dashboard, WatchedList list, ListPlace place, FrameBuffer answer, CancellationToken cancellationToken)
    {
        await readiness.Ready.WaitAsync(LoadPatience, time, cancellationToken);
        var window = lists.Open(place.Spec, dashboard.Caller.Employee, place.Offset, place.Size) ?? throw new HubException(Problems.Overloaded);
        WindowSnapshot snapshot;
        try
        {
            snapshot = await window.ReadAsync(cancellationToken);
        }
        catch
        {
            lists.Close(window);
            throw;
        }

        dashboard.Begin(list, window, snapshot, answer);
    }
}
