using Conversations.Contracts;
using Conversations.Contracts.Presence;
using Conversations.Web.Feed;
using Orleans;
using Conversations.Contracts.Settings;

namespace Conversations.Web.Presence;

/// <summary>How this node tells and asks of people's presence.</summary>
public interface IPresenceLine
{
    /// <summary>Tells, or renews, how many lines of a person are open at this node; the answer is her presence over all nodes. Null when there is no such person.</summary>
    Task<PresenceView?> ReportAsync(EmployeeId employee, int lines, DateTimeOffset since);

    /// <summary>Tells that another web node, at which the person may have had lines, has fallen silent.</summary>
    Task<PresenceView?> ReportLostAsync(EmployeeId employee, string webNode, DateTimeOffset at);

    /// <summary>Null when there is no such person.</summary>
    Task<PresenceView?> AskAsync(EmployeeId employee);
}

/// <summary>The line to the person's grain.</summary>
public sealed class GrainPresenceLine(IGrainFactory grains, WebNode here) : IPresenceLine
{
    public Task<PresenceView?> ReportAsync(EmployeeId employee, int lines, DateTimeOffset since) =>
        Of(employee).Connect(new ConnectionReport { WebNode = here.Name, Lines = lines, Since = since });

    public Task<PresenceView?> ReportLostAsync(EmployeeId employee, string webNode, DateTimeOffset at) =>
        Of(employee).Connect(new ConnectionReport { WebNode = webNode, Lines = 0, Since = at });

    public Task<PresenceView?> AskAsync(EmployeeId employee) => Of(employee).Presence();

    private IEmployeeGrain Of(EmployeeId employee) => grains.GetGrain<IEmployeeGrain>(employee.Value);
}
