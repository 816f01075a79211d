using System.Collections.Immutable;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Grains.Gestures;

/// <inheritdoc cref="IPurseGrain"/>
public sealed class PurseGrain(IJournal journal, TimeProvider time) : Grain, IPurseGrain
{
    private FencedStream<PurseState> stream = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stream = new FencedStream<PurseState>(journal, this.GetPrimaryKeyString(), new PurseState(), LedgerJson.Default.PurseState, time);
        return Task.CompletedTask;
    }

    public Task<long?> Take(int day, long cap, int slice, long want) => stream.ChangeAsync((state, _) =>
    {
        var next = PurseDecisions.Take(state, day, cap, slice, want);
        return new Step<PurseState, long?>(next, next?.Sliced[slice]);
    });

    public async Task<ImmutableArray<long>> Sliced(int day)
    {
        var today = PurseDecisions.On(await stream.ReadAsync(), day);
        return today.Day == day ? today.Sliced : [.. new long[IPurseGrain.Slices]];
    }

    public Task Return(int day, int slice, long returned) =>
        stream.ChangeAsync((state, _) => new Step<PurseState, bool>(PurseDecisions.Return(state, day, slice, returned), true));
}
