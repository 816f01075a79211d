using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Orleans;
using Orleans.Runtime;

namespace Conversations.Grains.Settings;

/// <inheritdoc cref="IChannelGrain"/>
public sealed class ChannelGrain([PersistentState(SettingsKinds.Channel)] IPersistentState<ChannelSettings> state) : Grain, IChannelGrain
{
    public Task<ChannelSettings?> Get() => Task.FromResult(Known);

    public async Task<bool> Create(ChannelSettings settings)
    {
        if (Known is not null)
        {
            return false;
        }

        await state.SaveAsync(settings);
        return true;
    }

    public async Task<ChannelSettings?> Change(ChannelPatch patch)
    {
        if (Known is not { } known)
        {
            return null;
        }

        await state.SaveAsync(known with
        {
            Name = patch.Name ?? known.Name,
            ReplyUrl = patch.ReplyUrl ?? known.ReplyUrl,
            Queue = patch.Queue ?? known.Queue,
            Disabled = patch.Disabled ?? known.Disabled,
        });
        return Known;
    }

    public async Task<ChannelSettings?> AddSecret(ChannelSecret secret)
    {
        if (Known is not { } known || known.Secrets.Length >= Limits.WebhookSecretsMax)
        {
            return null;
        }

        await state.SaveAsync(known with { Secrets = known.Secrets.Insert(0, secret) });
        return Known;
    }

    public async Task<bool> RemoveSecret(string secretId)
    {
        if (Known is not { } known || known.Secrets.Length < 2 || known.Secrets.All(secret => secret.Id != secretId))
        {
            return false;
        }

        await state.SaveAsync(known with { Secrets = known.Secrets.RemoveAll(secret => secret.Id == secretId) });
        return true;
    }

    private ChannelSettings? Known => state.RecordExists ? state.State : null;
}
