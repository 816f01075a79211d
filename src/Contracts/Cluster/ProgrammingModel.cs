using System.Reflection;
using Orleans;

namespace Conversations.Contracts.Cluster;

/// <summary>Which of the two hosts of the programming model this program was built against.</summary>
public static class ProgrammingModel
{
    private static readonly Assembly Assembly = typeof(IGrainFactory).Assembly;

    public static bool IsOrleans { get; } = Assembly.GetName().Name == "Orleans.Core.Abstractions";

    /// <summary>"Orleans 10.4.2", or "Solo".</summary>
    public static string Name { get; } = IsOrleans ? $"Orleans {Version()}" : "Solo";

    /// <summary>The version alone: what was built from which commit follows it after a space or a plus.</summary>
    private static string Version() =>
        Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', ' ')[0].TrimEnd('.') ?? "";
}
