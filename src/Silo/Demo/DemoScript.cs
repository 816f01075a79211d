using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Silo.Demo;

/// <summary>One conversation of the sample company as it went before the first visitor came.</summary>
internal sealed record DemoScript(ChannelId Channel, string Thread, CustomerView Customer, params DemoStep[] Steps)
{
    public static DemoScript Of(ChannelId channel, string handle, string name, long? followers, params DemoStep[] steps) =>
        new(channel, "demo-" + handle, new CustomerView { Id = handle, Name = name, Handle = "@" + handle, Followers = followers }, steps);
}

/// <summary>A step so many minutes before now.</summary>
internal abstract record DemoStep(double MinutesAgo)
{
    internal sealed record Writes(double MinutesAgo, string Text) : DemoStep(MinutesAgo);

    internal sealed record Replies(double MinutesAgo, EmployeeId By, string Text) : DemoStep(MinutesAgo);

    internal sealed record Notes(double MinutesAgo, EmployeeId By, string Text) : DemoStep(MinutesAgo);

    internal sealed record Labels(double MinutesAgo, EmployeeId By, params string[] All) : DemoStep(MinutesAgo);

    internal sealed record Resolves(double MinutesAgo, EmployeeId By) : DemoStep(MinutesAgo);

    internal sealed record Snoozes(double MinutesAgo, EmployeeId By, double HoursFromNow) : DemoStep(MinutesAgo);

    internal sealed record Releases(double MinutesAgo, EmployeeId By) : DemoStep(MinutesAgo);

    internal sealed record Promises(double MinutesAgo, EmployeeId By, string What, double DueInMinutes) : DemoStep(MinutesAgo);

    internal sealed record Prioritises(double MinutesAgo, EmployeeId By, string Priority) : DemoStep(MinutesAgo);
}
