using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;
using Conversations.Contracts.Settings;
using Orleans;
using Orleans.Runtime;

namespace Conversations.Grains.Settings;

/// <inheritdoc cref="IEmployeeGrain"/>
public sealed class EmployeeGrain(
    [PersistentState(SettingsKinds.Employee)] IPersistentState<EmployeeSettings> state, ICredentials credentials, IJournal journal, TimeProvider time)
    : Grain, IEmployeeGrain
{
    private Connections connections = Connections.None;
    private readonly HandBackJournal handBacks = new(journal, time);
    private PresenceView? lastView;

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

    public Task<EmployeeSettings?> ChangePreferences(PreferencesPatch patch) => Save(known => known with { Preferences = PreferencesDecisions.Apply(known.Preferences, patch) });

    public Task<PresenceView?> Connect(ConnectionReport report)
    {
        if (Known is not null)
        {
            connections = EmployeeDecisions.Report(connections, report, time.GetUtcNow());
        }

        return Presence();
    }

    public Task<PresenceView?> Presence()
    {
        var now = time.GetUtcNow();
        connections = EmployeeDecisions.Expire(connections, now);
        lastView = Known is { } known ? EmployeeDecisions.View(lastView, known, connections, now) : null;
        return Task.FromResult(lastView);
    }

    public Task<HandBackOutcome?> FindHandBack(HandBackOrder order) => handBacks.FindAsync(order, CallerNow);

    public Task<HandBackOutcome> RecordHandBack(HandBackOrder order, int returned) => handBacks.RecordAsync(order, CallerNow, returned);

    private static Caller CallerNow => Caller.Current ?? throw new InvalidOperationException("A hand-back needs a caller.");

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
