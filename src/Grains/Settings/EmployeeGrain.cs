using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Orleans;
using Orleans.Runtime;

namespace Conversations.Grains.Settings;

/// <inheritdoc cref="IEmployeeGrain"/>
public sealed class EmployeeGrain(
    [PersistentState(SettingsKinds.Employee)] IPersistentState<EmployeeSettings> state, ICredentials credentials, TimeProvider time)
    : Grain, IEmployeeGrain
{
    public Task<EmployeeSettings?> Get() => Task.FromResult(Known);

    public async Task<bool> Create(EmployeeSettings settings)
    {
        if (Known is not null)
        {
            return false;
        }

        await state.SaveAsync(settings);
        return true;
    }

    public async Task<EmployeeChange?> Change(EmployeePatch patch)
    {
        if (Known is not { } known)
        {
            return null;
        }

        var next = known with
        {
            Name = patch.Name ?? known.Name,
            Email = patch.Email ?? known.Email,
            Role = patch.Role ?? known.Role,
            Disabled = patch.Disabled ?? known.Disabled,
        };
        var changesSignIn = (patch.Email, patch.Role, patch.Disabled) is not (null, null, null);
        if (changesSignIn && !await ChangeSignInAsync(known, next, patch.NewStamp))
        {
            return new EmployeeChange(known, IsEmailTaken: true);
        }

        return new EmployeeChange((await Save(_ => next))!, IsEmailTaken: false);
    }

    public Task<EmployeeSettings?> SetIntent(string intent) => Save(known =>
        known.Intent == intent ? known : known with { Intent = intent, IntentSince = time.GetUtcNow() });

    public Task<EmployeeSettings?> SetPreferences(Preferences preferences) => Save(known => known with { Preferences = preferences });

    private EmployeeSettings? Known => state.RecordExists ? state.State : null;

    private async Task<EmployeeSettings?> Save(Func<EmployeeSettings, EmployeeSettings> change)
    {
        if (Known is not { } known)
        {
            return null;
        }

        var next = change(known);
        if (next != known)
        {
            await state.SaveAsync(next);
        }

        return Known;
    }

    /// <summary>The sign-in comes first: it is where an e-mail is told to be taken.</summary>
    private async Task<bool> ChangeSignInAsync(EmployeeSettings known, EmployeeSettings next, string newStamp)
    {
        var signIn = await credentials.FindSignInAsync(known.Id, CancellationToken.None)
            ?? new SignInRow(known.Id, next.Email, PasswordHash: null, newStamp, Disabled: false);
        var endsSessions = next.Role != known.Role || next.Disabled != known.Disabled;
        return await credentials.PutSignInAsync(
            signIn with { Email = next.Email, Disabled = next.Disabled, Stamp = endsSessions ? newStamp : signIn.Stamp }, CancellationToken.None);
    }
}
