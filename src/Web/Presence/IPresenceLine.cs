using Conversations.Contracts;
using Conversations.Contracts.Presence;
using Orleans;
using Conversations.Contracts.Settings;

namespace Conversations.Web.Presence;

/// <summary>How this node tells and asks of people's presence.</summary>
public interface IPresenceLine
{
    /// <summary>Tells, or renews, how many lines of a person are open at this node; the answer is her presence over all nodes. Null when there is no such person.</summary>
    Task<PresenceView?> ReportAsync(EmployeeId employee, int lines, DateTimeOffset since);

    /// <summary>Null when there is no such person.</summary>
    Task<PresenceView?> AskAsync(EmployeeId employee);
}

/// <summary>The line to the person's grain. The node's name is its own for as long as it runs.</summary>
public sealed class GrainPresenceLine(IGrainFactory grains) : IPresenceLine
{
    private readonly string _node = $"web-{Guid.NewGuid():N}";

    public Task<PresenceView?> ReportAsync(EmployeeId employee, int lines, DateTimeOffset since) =>
        Of(employee).Connect(new ConnectionReport { WebNode = _node, Lines = lines, Since = since });

    public Task<PresenceView?> AskAsync(EmployeeId employee) => Of(employee).Presence();

    private IEmployeeGrain Of(EmployeeId employee) => grains.GetGrain<IEmployeeGrain>(employee.Value);
}
