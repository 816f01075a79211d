using Conversations.Contracts.Offers;
using Conversations.Contracts.Settings;
using Orleans;
using Orleans.Runtime;

namespace Conversations.Grains.Settings;

/// <inheritdoc cref="IQueueGrain"/>
public sealed class QueueGrain([PersistentState(SettingsKinds.Queue)] IPersistentState<QueueSettings> state) : Grain, IQueueGrain
{
    public Task<QueueSettings?> Get() => Task.FromResult(state.RecordExists ? state.State : null);

    public async Task<bool> Create(QueueSettings settings)
    {
        if (state.RecordExists)
        {
            return false;
        }

        await state.SaveAsync(settings);
        Wake(settings);
        return true;
    }

    /// <summary>What is offered or watched here begins, changes or ends at once.</summary>
    private void Wake(QueueSettings settings) => _ = GrainFactory.GetGrain<IRouterGrain>(settings.Id.Value).Wake();

    public async Task<QueueSettings?> Change(QueuePatch patch)
    {
        if (!state.RecordExists)
        {
            return null;
        }

        var known = state.State;
        await state.SaveAsync(known with
        {
            Name = patch.Name ?? known.Name,
            DutyEmployee = patch.SetsDuty ? patch.DutyEmployee : known.DutyEmployee,
            ReplyTargetSeconds = patch.SetsTarget ? patch.ReplyTargetSeconds : known.ReplyTargetSeconds,
            NoticeSeconds = patch.SetsNotice ? patch.NoticeSeconds : known.NoticeSeconds,
            Skills = patch.Skills ?? known.Skills,
            Offers = patch.Offers ?? known.Offers,
            OfferSeconds = patch.SetsOfferSeconds ? patch.OfferSeconds : known.OfferSeconds,
            AlarmSeconds = patch.SetsAlarm ? patch.AlarmSeconds : known.AlarmSeconds,
        });
        Wake(state.State);
        return state.State;
    }
}
