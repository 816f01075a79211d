using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Orleans;

namespace Conversations.Simulation.World;

/// <summary>The company of the simulation: two channels, one queue, and people of every kind of role.</summary>
public static class Company
{
    /// <summary>Its network drops a second send of one id.</summary>
    public const string Keyed = "keyed";

    /// <summary>Its network takes whatever comes.</summary>
    public const string Plain = "plain";

    public static readonly QueueId Queue = new("queue-1");
    public static readonly ChannelSettings[] Channels = [Channel("channel-1", Keyed), Channel("channel-2", Plain)];

    public static readonly Caller[] Employees =
    [
        new(new EmployeeId("agent-1"), "agent-1", Role.Agent, null),
        new(new EmployeeId("agent-2"), "agent-2", Role.Agent, "key"),
        new(new EmployeeId("lead-1"), "lead-1", Role.Lead, null),
        new(new EmployeeId("operator-1"), "operator-1", Role.Operator, null),
        new(new EmployeeId("auditor-1"), "auditor-1", Role.Auditor, null),
    ];

    public static Caller? Find(string employee) => Array.Find(Employees, caller => caller.Employee.Value == employee);

    public static async Task MakeAsync(IGrainFactory grains)
    {
        foreach (var channel in Channels)
        {
            if (!await grains.GetGrain<IChannelGrain>(channel.Id.Value).Create(channel))
            {
                throw new InvalidOperationException($"{channel.Id} exists before it is made.");
            }
        }
    }

    private static ChannelSettings Channel(string id, string kind) =>
        new() { Id = new ChannelId(id), Kind = kind, Name = id, Queue = Queue, SendsInFlightMax = 4 };
}
