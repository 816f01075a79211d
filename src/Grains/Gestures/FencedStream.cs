using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Gestures;

/// <summary>What a decision adds up to: the state after it with what must be true together with it, or with <see cref="Next"/> null nothing to write.</summary>
internal sealed record Step<TState, TResult>(TState? Next, TResult Result)
    where TState : class
{
    public ImmutableArray<StepEntry> Entries { get; init; } = [];
    public ImmutableArray<CommandRow> Commands { get; init; } = [];
    public ImmutableArray<OutboxInsert> Outbox { get; init; } = [];
    public ImmutableArray<OutboxMove> Moves { get; init; } = [];

    /// <summary>The answer when an outbox row is not where a move expects it; then nothing is written.</summary>
    public TResult? IfRowMoved { get; init; }
    public DeadlineChange? Deadline { get; init; }
}

/// <param name="Words">A JSON object of what can be erased, or null.</param>
internal sealed record StepEntry(string Kind, Actor Actor, string Data, string? Words = null);

/// <summary>
/// A stream whose state is one small record. A change is decided against the state as it is remembered, appended under its version, and decided again where somebody
/// was faster; a no is told only after the head was seen to be the one it was decided against. For one call at a time.
/// </summary>
internal sealed class FencedStream<TState>(IJournal journal, string stream, TState none, JsonTypeInfo<TState> json, TimeProvider time)
    where TState : class
{
    private const int Shape = 1;
    private StreamHead? head;
    private readonly TState empty = none;
    private TState state = none;
    private bool isLoaded;

    public string Name => stream;

    /// <summary>Milliseconds are what is journaled.</summary>
    public DateTimeOffset Now => Milliseconds(time.GetUtcNow());

    public async Task<TState> ReadAsync()
    {
        await LoadAsync(isAnew: false);
        return state;
    }

    /// <summary>Reads the head anew.</summary>
    public async Task<TState> ReadAnewAsync()
    {
        await LoadAsync(isAnew: true);
        return state;
    }

    /// <param name="recognise">What it is answered when one of its commands was stored before; null where the state then tells all and it is decided again.</param>
    public async Task<TResult> ChangeAsync<TResult>(Func<TState, DateTimeOffset, Step<TState, TResult>> decide, Func<KnownCommand, TResult>? recognise = null)
    {
        await LoadAsync(isAnew: false);
        for (var conflicts = 0; conflicts <= Limits.ConflictRetriesMax; conflicts++)
        {
            var step = decide(state, Now);
            var outcome = step.Next is null ? await ConfirmAsync() : await AppendAsync(step);
            switch (outcome)
            {
                case Appended:
                    return step.Result;
                case KnownBefore { Commands: [var known, ..] } when recognise is not null:
                    return recognise(known);
                case OutboxMoved:
                    return step.IfRowMoved!;
                case Conflict or KnownBefore:
                    await LoadAsync(isAnew: true);
                    continue;
                default:
                    isLoaded = false;
                    throw new InvalidOperationException($"The journal refused a change of {stream}: {outcome}.");
            }
        }

        isLoaded = false;
        throw new StoreUnavailableException("The stream moved too often while it was decided.");
    }

    private async Task<AppendOutcome> AppendAsync<TResult>(Step<TState, TResult> step)
    {
        var seq = head?.Head ?? 0;
        var at = Now;
        var append = new Append
        {
            Stream = stream,
            ExpectedVersion = head?.Version ?? 0,
            Entries = [.. step.Entries.Select(entry => new NewEntry { Seq = ++seq, At = at, Kind = entry.Kind, Actor = entry.Actor, Data = entry.Data, Words = entry.Words })],
            State = JsonSerializer.Serialize(step.Next!, json),
            StateShape = Shape,
            Commands = step.Commands,
            OutboxInserts = [.. step.Outbox.Select(insert => insert with { Seq = seq })],
            OutboxMoves = step.Moves,
            Deadlines = step.Deadline is { } deadline ? [deadline] : [],
        };
        isLoaded = false;
        var outcome = await journal.AppendAsync(append);
        if (outcome is Appended)
        {
            (head, state, isLoaded) = (new StreamHead(stream, append.ExpectedVersion + 1, seq, Shape, append.State), step.Next!, true);
        }

        return outcome;
    }

    private async Task<AppendOutcome> ConfirmAsync()
    {
        var now = await journal.ReadHeadAsync(stream, CancellationToken.None);
        return (now?.Version ?? 0) == (head?.Version ?? 0) ? Appended.Instance : Conflict.Instance;
    }

    private async Task LoadAsync(bool isAnew)
    {
        if (isLoaded && !isAnew)
        {
            return;
        }

        head = await journal.ReadHeadAsync(stream, CancellationToken.None);
        state = StateOf(head, json) ?? empty;
        isLoaded = true;
    }

    public static TState? StateOf(StreamHead? head, JsonTypeInfo<TState> json) => head is null ? null : JsonSerializer.Deserialize(head.State, json);

    private static DateTimeOffset Milliseconds(DateTimeOffset now) => new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
