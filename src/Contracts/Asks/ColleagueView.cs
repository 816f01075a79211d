using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Asks;

/// <param name="AskedNow">Asks she is asked in and has neither answered nor put aside.</param>
/// <param name="Own">Her own newest asks, newest first, at most <see cref="Limits.OwnAsksMax"/>.</param>
/// <param name="AskedToday">How often she was disturbed in the last 24 hours.</param>
/// <param name="Thanks">How often an answer of hers helped.</param>
[GenerateSerializer, Immutable, Alias("conv.ColleagueView")]
public sealed record ColleagueView(
    [property: Id(0)] ImmutableArray<Guid> AskedNow, [property: Id(1)] ImmutableArray<Guid> Own, [property: Id(2)] int AskedToday, [property: Id(3)] long Thanks);
