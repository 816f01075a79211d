using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Microsoft.AspNetCore.SignalR;
using Orleans;

namespace Conversations.Web.Hubs;

/// <summary>Who has come to the open floor.</summary>
public interface IFloorDoor
{
    ValueTask<bool> IsInAsync(EmployeeId employee);
}

public sealed class GrainFloorDoor(IGrainFactory grains) : IFloorDoor
{
    public async ValueTask<bool> IsInAsync(EmployeeId employee) => FloorGrades.IsKnown((await grains.GetGrain<IFloorPersonGrain>(employee.Value).Get()).Grade);
}

/// <summary>What a dashboard can ask about the open floor.</summary>
public sealed class FloorCalls(FloorNews news, ISummaries summaries, IFloorDoor door)
{
    /// <param name="conversation">The one that is open there, too. One that not everybody can read is not found on the floor, whoever asks.</param>
    internal async Task WatchAsync(Dashboard dashboard, string? conversation, CancellationToken cancellationToken)
    {
        if (!await door.IsInAsync(dashboard.Caller.Employee))
        {
            news.Leave(dashboard);
            throw new HubException(Problems.FloorGrade);
        }

        if (conversation is null)
        {
            news.Watch(dashboard, conversation: null);
            return;
        }

        var row = ConversationIds.HasShape(conversation) ? await summaries.ReadAsync(new ConversationId(conversation), cancellationToken) : null;
        var isPublic = row is { Visibility: Audiences.Public };
        news.Watch(dashboard, isPublic ? row!.Id : null);
        if (!isPublic)
        {
            throw new HubException(Problems.NotFound);
        }
    }

    internal void Unwatch(Dashboard dashboard) => news.Leave(dashboard);
}
