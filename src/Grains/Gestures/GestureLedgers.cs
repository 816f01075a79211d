using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Grains.Gestures;

/// <summary>
/// Lays a gesture's amount aside in its ledgers, one after the other in their fixed order, and puts it back. Ids are made of gesture, try and ledger: a call that comes
/// twice, or after it was taken back, does no harm.
/// </summary>
internal sealed class GestureLedgers(IGrainFactory grains, Guid gesture)
{
    /// <summary>A slice that was got may be used up by another gesture before it is used here; each time somebody got on. More often than this proves a defect.</summary>
    private const int SliceTriesMax = 200;

    /// <summary>Null when it is laid aside everywhere, with the tightest rest; else the rule that said no.</summary>
    public async Task<(LedgerUse? Refused, long? Left)> ReserveAsync(GestureState state)
    {
        long? tightest = null;
        foreach (var use in state.Ledgers)
        {
            var answer = use.Purse is null ? await Ledger(use.Stream).Reserve(OrderOf(state, use)) : await SliceAsync(state, use);
            if (answer.Result != LedgerResult.Granted)
            {
                return (use, null);
            }

            tightest = use.Purse is null && !(tightest < answer.Rest) ? answer.Rest : tightest;
        }

        return (null, tightest);
    }

    /// <summary>In every ledger, whether it was reached or not: what is still under way must not count later.</summary>
    public async Task ReleaseAsync(GestureState state)
    {
        foreach (var use in state.Ledgers.Reverse())
        {
            await Ledger(use.Stream).Release(IdOf(state, use), gesture);
        }
    }

    private async Task<LedgerAnswer> SliceAsync(GestureState state, LedgerUse use)
    {
        var purse = grains.GetGrain<IPurseGrain>(use.Purse!);
        var slice = GesturePlan.SliceNumber(use);
        var order = OrderOf(state, use) with { Cap = null };
        for (var tries = 0; tries < SliceTriesMax; tries++)
        {
            var answer = await Ledger(use.Stream).Reserve(order);
            if (answer.Result != LedgerResult.Short)
            {
                return answer;
            }

            var missing = state.Amount - answer.Rest;
            var sliced = await purse.Take(use.Day, use.Cap, slice, missing);
            if (sliced is null)
            {
                await GatherAsync(purse, use);
                sliced = await purse.Take(use.Day, use.Cap, slice, state.Amount);
            }

            if (sliced is null)
            {
                return answer;
            }

            order = order with { Sliced = sliced.Value };
        }

        throw new StoreOverloadedException("A team's slice was used up again and again before it could be used.");
    }

    /// <summary>The purse is empty: what slices have and do not use comes back, that of the asking one too.</summary>
    private async Task GatherAsync(IPurseGrain purse, LedgerUse use)
    {
        var sliced = await purse.Sliced(use.Day);
        for (var slice = 0; slice < IPurseGrain.Slices; slice++)
        {
            await purse.Return(use.Day, slice, await Ledger(GesturePlan.Slice(use, slice)).GiveBack(use.Day, sliced[slice]));
        }
    }

    private LedgerReserve OrderOf(GestureState state, LedgerUse use) =>
        new() { Id = IdOf(state, use), Gesture = gesture, Day = use.Day, From = use.From, Amount = state.Amount, Cap = use.Cap };

    private Guid IdOf(GestureState state, LedgerUse use) => GestureIds.Of(gesture, $"{state.Attempt}-{use.Stream}");

    private ILedgerGrain Ledger(string stream) => grains.GetGrain<ILedgerGrain>(stream);
}
