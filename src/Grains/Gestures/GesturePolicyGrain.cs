using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Orleans;

namespace Conversations.Grains.Gestures;

/// <summary>The newest policy in the state of its stream; each version is entry n with its whole text.</summary>
/// <param name="Version">Seq of its entry.</param>
internal sealed record PolicyState(int Version, string Text)
{
    public static readonly PolicyState None = new(0, "");

    public GesturePolicy Parse() => Version == 0 ? GesturePolicy.None
        : PolicyReading.Read(Text).Policy ?? throw new InvalidOperationException($"Policy {Version} cannot be read.");

    public static async Task<PolicyState> ReadAsync(IJournal journal) =>
        FencedStream<PolicyState>.StateOf(await journal.ReadHeadAsync(IGesturePolicyGrain.Key, CancellationToken.None), LedgerJson.Default.PolicyState) ?? None;
}

/// <summary>The policy a company begins with, set before there is anybody who could.</summary>
public static class FirstPolicy
{
    /// <summary>Sets it where there is none.</summary>
    /// <exception cref="ArgumentException">It is malformed or contradicts itself.</exception>
    public static async Task SetAsync(IJournal journal, TimeProvider time, string text, Actor by)
    {
        if (PolicyReading.Read(text).Policy is null)
        {
            throw new ArgumentException("The first policy cannot be read.", nameof(text));
        }

        var stream = new FencedStream<PolicyState>(journal, IGesturePolicyGrain.Key, PolicyState.None, LedgerJson.Default.PolicyState, time);
        await stream.ChangeAsync((state, _) => state.Version != 0
            ? new Step<PolicyState, bool>(null, false)
            : new Step<PolicyState, bool>(new PolicyState(1, text), true) { Entries = [new StepEntry(GesturePolicyGrain.EntryKind, by, GesturePolicyGrain.DataOf(text))] });
    }
}

/// <inheritdoc cref="IGesturePolicyGrain"/>
public sealed class GesturePolicyGrain(IJournal journal, TimeProvider time) : Grain, IGesturePolicyGrain
{
    internal const string EntryKind = "policySet";

    public async Task<PolicyVersion?> Get(int? version)
    {
        var wanted = version ?? (await PolicyState.ReadAsync(journal)).Version;
        return wanted < 1 ? null : (await ReadAsync(wanted - 1, 1, withText: true)).SingleOrDefault();
    }

    public async Task<ImmutableArray<PolicyVersion>> Versions()
    {
        var newest = (await PolicyState.ReadAsync(journal)).Version;
        var versions = newest == 0 ? [] : await ReadAsync(Math.Max(0, newest - Limits.PolicyVersionsPageMax), Limits.PolicyVersionsPageMax, withText: false);
        return [.. versions.Reverse()];
    }

    public async Task<PolicyOutcome> Put(PolicyOrder order)
    {
        var caller = Caller.Current ?? throw new InvalidOperationException("A policy needs somebody who sets it.");
        if (!caller.May(Permission.ManageGestures))
        {
            return Refused(Problems.Forbidden);
        }

        var fingerprint = Fingerprint.Of(caller, nameof(PolicyOrder), order.Text);
        if (await journal.FindCommandAsync(order.Id, CancellationToken.None) is { } known)
        {
            return Recognise(known, fingerprint);
        }

        var (policy, faults) = PolicyReading.Read(order.Text);
        if (policy is null)
        {
            return new PolicyOutcome { Faults = faults };
        }

        var stream = new FencedStream<PolicyState>(journal, IGesturePolicyGrain.Key, PolicyState.None, LedgerJson.Default.PolicyState, time);
        return await stream.ChangeAsync(
            (state, _) => state.Version != order.Seen
                ? new Step<PolicyState, PolicyOutcome>(null, Refused(Problems.PolicyChanged))
                : new Step<PolicyState, PolicyOutcome>(new PolicyState(state.Version + 1, order.Text), new PolicyOutcome { Version = state.Version + 1 })
                {
                    Entries = [new StepEntry(EntryKind, caller.Actor, DataOf(order.Text))],
                    Commands = [new CommandRow(order.Id, fingerprint, (state.Version + 1).ToString(CultureInfo.InvariantCulture))],
                },
            before => Recognise(before, fingerprint));
    }

    private async Task<ImmutableArray<PolicyVersion>> ReadAsync(int after, int limit, bool withText) =>
    [
        .. (await journal.ReadEntriesAsync(IGesturePolicyGrain.Key, after, limit, CancellationToken.None))
            .Select(entry => new PolicyVersion((int)entry.Seq, withText ? TextOf(entry.Data) : "", entry.At, new EmployeeId(entry.Actor.Id), entry.Actor.Name)),
    ];

    private static PolicyOutcome Recognise(KnownCommand known, string fingerprint) => known.Fingerprint == fingerprint
        ? new PolicyOutcome { Version = int.Parse(known.Answer, CultureInfo.InvariantCulture) }
        : Refused(Problems.CommandIdReused);

    private static PolicyOutcome Refused(string slug) => new() { Rejection = new Rejection { Slug = slug } };

    internal static string DataOf(string text) => $$"""{"text":{{JsonSerializer.Serialize(text, LedgerJson.Default.String)}}}""";

    private static string TextOf(string data)
    {
        using var json = JsonDocument.Parse(data);
        return json.RootElement.GetProperty("text").GetString()!;
    }
}
