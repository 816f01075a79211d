using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;
using Conversations.Contracts.Settings;
using Conversations.Grains.Conversations;
using Conversations.Grains.Offers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Conversations.Grains.Settings;

/// <inheritdoc cref="IEmployeeGrain"/>
public sealed partial class EmployeeGrain(
    [PersistentState(SettingsKinds.Employee)] IPersistentState<EmployeeSettings> state, ICredentials credentials, IJournal journal, ISummaries summaries,
    TimeProvider time, IOptions<ConversationOptions> options, IOptions<OfferOptions> offers, ILogger<EmployeeGrain> logger)
    : Grain, IEmployeeGrain
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private Connections connections = Connections.None;
    private EmployeeAbsence absence = null!;
    private IGrainTimer watch = null!;
    private DateTimeOffset knowsSince;

    /// <summary>Her last line was lost then, and nothing of it is written yet.</summary>
    private DateTimeOffset? lost;
    private readonly HandBackJournal handBacks = new(journal, time);
    private PresenceView? lastView;
    private EmployeeCapacity capacity = null!;
    private EmployeeReadiness readiness = null!;
    private IGrainTimer count = null!;
    private int? inUse;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        knowsSince = time.GetUtcNow();
        absence = new EmployeeAbsence(new EmployeeId(this.GetPrimaryKeyString()), journal, summaries, GrainFactory, time, options.Value);
        watch = this.RegisterGrainTimer(
            WatchAsync, new GrainTimerCreationOptions { DueTime = Timeout.InfiniteTimeSpan, Period = Timeout.InfiniteTimeSpan, KeepAlive = true });
        capacity = new EmployeeCapacity(new EmployeeId(this.GetPrimaryKeyString()), journal, summaries, time, offers.Value);
        readiness = new EmployeeReadiness(GrainFactory, time);
        count = this.RegisterGrainTimer(CountAsync, new GrainTimerCreationOptions { DueTime = Timeout.InfiniteTimeSpan, Period = Timeout.InfiniteTimeSpan, KeepAlive = true });
        return Task.CompletedTask;
    }

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

        var next = EmployeeDecisions.Apply(known, patch);
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

    public Task ShowFloorGrade(string grade) => Save(known => known.FloorGrade == grade ? known : known with { FloorGrade = grade });

    /// <summary>
    /// That her last line was lost is written before anybody is told yes: whoever reported it forgets it then. Coming, and every renewal, writes nothing. What fails is
    /// reported again, and the timer tries it too.
    /// </summary>
    public async Task<PresenceView?> Connect(ConnectionReport report)
    {
        if (Known is not null)
        {
            Follow(EmployeeDecisions.Report(connections, report, time.GetUtcNow()));
            await WriteLostAsync();
        }

        return await Presence();
    }

    public Task<PresenceView?> Presence()
    {
        var now = time.GetUtcNow();
        Follow(EmployeeDecisions.Expire(connections, now));
        lastView = Known is { } known ? EmployeeDecisions.View(lastView, known, connections, now) : null;
        return Task.FromResult(lastView);
    }

    public async Task<UnitsOutcome> ReserveUnits(UnitsOrder order)
    {
        Follow(EmployeeDecisions.Expire(connections, time.GetUtcNow()));
        if (!EmployeeReadiness.IsReady(Known, connections.IsConnected))
        {
            return new UnitsOutcome(IsGranted: false, IsReady: false, inUse ?? 0, Known?.Capacity ?? 0);
        }

        var (isGranted, units) = await capacity.ReserveAsync(order, Known!.Capacity);
        inUse = units;
        TellReadiness();
        return new UnitsOutcome(isGranted, IsReady: true, units, Known!.Capacity);
    }

    public async Task ReleaseUnits(ConversationId conversation, long epoch)
    {
        await capacity.ReleaseAsync(conversation, epoch);
        await CountUnits();
    }

    /// <summary>Of several that come together the last counts for all.</summary>
    public Task CountUnits()
    {
        count.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ConversationId>> KeptUnits() => capacity.KeptAsync();

    public Task<HandBackOutcome?> FindHandBack(HandBackOrder order) => handBacks.FindAsync(order, CallerNow);

    public Task<HandBackOutcome> RecordHandBack(HandBackOrder order, int returned) => handBacks.RecordAsync(order, CallerNow, returned);

    public Task Expect() => connections.IsConnected ? Task.CompletedTask : absence.ExpectAsync(connections.Since);

    public Task Fire(DeadlineRow deadline)
    {
        Follow(EmployeeDecisions.Expire(connections, time.GetUtcNow()));
        return absence.FireAsync(deadline, connections.IsConnected, knowsSince);
    }

    private static Caller CallerNow => Caller.Current ?? throw new InvalidOperationException("A hand-back needs a caller.");

    private EmployeeSettings? Known => state.RecordExists ? state.State : null;

    /// <summary>Asking for presence must not wait for the store: that a line ran out is written by the timer, which also sees what runs out unasked.</summary>
    private void Follow(Connections next)
    {
        lost = next.IsConnected ? null : connections.IsConnected || connections.Since is null ? next.Since : lost;
        connections = next;
        var wait = lost is not null ? TimeSpan.Zero
            : next.IsConnected ? next.Nodes.Max(static node => node.Until) - time.GetUtcNow() : Timeout.InfiniteTimeSpan;
        watch.Change(wait, Timeout.InfiniteTimeSpan);
        TellReadiness();
    }

    /// <summary>Who is ready and was never counted here is counted first.</summary>
    private void TellReadiness()
    {
        if (inUse is null && EmployeeReadiness.IsReady(Known, connections.IsConnected))
        {
            count.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        readiness.Tell(Known, connections.IsConnected, inUse, capacity.GrantedAt);
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            inUse = await capacity.CountAsync();
            TellReadiness();
        }
#pragma warning disable CA1031 // The timer's edge: it is tried again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotCounted(exception, this.GetPrimaryKeyString());
            count.Change(RetryAfter, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(3302, LogLevel.Warning, "The units of {Employee} could not be counted; it is tried again.")]
    private partial void LogNotCounted(Exception exception, string employee);

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            Follow(EmployeeDecisions.Expire(connections, time.GetUtcNow()));
            await WriteLostAsync();
        }
#pragma warning disable CA1031 // The timer's edge: it is tried again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotWritten(exception, this.GetPrimaryKeyString());
            watch.Change(RetryAfter, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task WriteLostAsync()
    {
        if (lost is { } at)
        {
            await absence.BeginAsync(at);
            lost = null;
        }
    }

    [LoggerMessage(3301, LogLevel.Warning, "It could not be written that the last line of {Employee} was lost; it is tried again.")]
    private partial void LogNotWritten(Exception exception, string employee);

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
            TellReadiness();
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
