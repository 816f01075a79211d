using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Gestures;

/// <summary>What may be given, in versions that are all kept. One grain, key = <see cref="Key"/>.</summary>
[Alias("conv.IGesturePolicyGrain")]
public interface IGesturePolicyGrain : IGrainWithStringKey
{
    const string Key = "policy-gestures";

    /// <summary>The newest, or one version; null when there is none such.</summary>
    [Alias("Get")]
    Task<PolicyVersion?> Get(int? version);

    /// <summary>The newest first, without texts; at most <see cref="Limits.PolicyVersionsPageMax"/>.</summary>
    [Alias("Versions")]
    Task<ImmutableArray<PolicyVersion>> Versions();

    /// <summary>The caller is read from the request context.</summary>
    [Alias("Put")]
    Task<PolicyOutcome> Put(PolicyOrder order);
}

/// <param name="Text">The document as it was written; empty in lists.</param>
[GenerateSerializer, Immutable, Alias("conv.PolicyVersion")]
public sealed record PolicyVersion(
    [property: Id(0)] int Version, [property: Id(1)] string Text, [property: Id(2)] DateTimeOffset At, [property: Id(3)] EmployeeId By, [property: Id(4)] string? ByName);

/// <param name="Seen">The version this one was made from; with another newest one the order is refused.</param>
[GenerateSerializer, Immutable, Alias("conv.PolicyOrder")]
public sealed record PolicyOrder([property: Id(0)] Guid Id, [property: Id(1)] int Seen, [property: Id(2)] string Text);

/// <summary>The version it became, or what is wrong with it.</summary>
[GenerateSerializer, Immutable, Alias("conv.PolicyOutcome")]
public sealed record PolicyOutcome
{
    [Id(0)] public int? Version { get; init; }
    [Id(1)] public ImmutableArray<PolicyFault> Faults { get; init; } = [];
    [Id(2)] public Rejection? Rejection { get; init; }
}

/// <param name="Line">Counted from 1.</param>
/// <param name="Pointer">JSON pointer of what is wrong; empty for the whole.</param>
[GenerateSerializer, Immutable, Alias("conv.PolicyFault")]
public sealed record PolicyFault([property: Id(0)] int Line, [property: Id(1)] string Pointer, [property: Id(2)] string Reason);
