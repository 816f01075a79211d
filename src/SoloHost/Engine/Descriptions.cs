using Orleans.Runtime;

namespace SoloHost.Engine;

/// <summary>A grain or observer interface, as generated code describes it.</summary>
public sealed record InterfaceDescription(Type Type, string Name, Func<ReferenceTarget, IdSpan, GrainReference> MakeProxy)
{
    /// <summary>Why the interface cannot be used; calls to it fail with this sentence.</summary>
    public string? Fault { get; init; }
}

/// <summary>A grain class, as generated code describes it.</summary>
public sealed record GrainClassDescription(Type Type, string GrainType, Type[] Interfaces, Func<GrainActivator, object> Make)
{
    public bool IsReentrant { get; init; }

    /// <summary>Never collected for being idle.</summary>
    public bool IsKeptAlive { get; init; }

    /// <summary>In ticks; zero when the options decide.</summary>
    public long IdleAgeTicks { get; init; }
}
