using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Conversations.Contracts;

namespace Conversations.Grains.Promises;

/// <summary>
/// What a conversation knows of the promises given in it: all that are unsettled, and the last that are settled. What was promised, in words, stands in the erasable part
/// of the state (<see cref="PromiseText"/>).
/// </summary>
public sealed record PromiseBook
{
    public static readonly PromiseBook Empty = new();

    /// <summary>In the order in which they were given.</summary>
    public ImmutableArray<Promise> All { get; init; } = [];

    /// <summary>When the stream's promise deadline is; null when nothing is to be waited for.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextAt => All.Min(static promise => promise.NextAt);

    [JsonIgnore]
    public IEnumerable<Promise> Open => All.Where(static promise => PromiseStates.IsOpen(promise.State));

    public Promise? Find(Guid id) => All.FirstOrDefault(promise => promise.Id == id);

    public PromiseBook With(Promise changed) => this with { All = Trimmed([.. All.Select(promise => promise.Id == changed.Id ? changed : promise)]) };

    public PromiseBook And(Promise made) => this with { All = Trimmed(All.Add(made)) };

    /// <summary>Of the settled ones the newest stay.</summary>
    private static ImmutableArray<Promise> Trimmed(ImmutableArray<Promise> all)
    {
        var settled = all.Count(static promise => !PromiseStates.IsUnsettled(promise.State));
        var broken = all.Count(static promise => promise.State == PromiseStates.Broken);
        while (settled + broken > Limits.PromisesSettledMax)
        {
            // A broken one is forgotten last: it can still be kept.
            var forgotten = settled > 0
                ? all.First(static promise => !PromiseStates.IsUnsettled(promise.State))
                : all.First(static promise => promise.State == PromiseStates.Broken);
            all = all.Remove(forgotten);
            (settled, broken) = settled > 0 ? (settled - 1, broken) : (settled, broken - 1);
        }

        return all;
    }
}

/// <summary>A word given to the customer.</summary>
public sealed record Promise
{
    public required Guid Id { get; init; }

    /// <summary>Of the entry that tells of it.</summary>
    public required long Seq { get; init; }
    public required EmployeeId MadeBy { get; init; }

    /// <summary>Who answers for it; null: whoever owns the conversation.</summary>
    public EmployeeId? Owner { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset FirstDueAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When this due time was given: what the reminder is reckoned from.</summary>
    public required DateTimeOffset SetAt { get; init; }

    /// <summary>One of <see cref="PromiseStates"/>.</summary>
    public string State { get; init; } = PromiseStates.Open;

    /// <summary>Whoever answers for it was told that it is due now.</summary>
    public bool IsToldDue { get; init; }

    /// <summary>The reply it was given in.</summary>
    public Guid? ReplyId { get; init; }

    /// <summary>The reply that kept it.</summary>
    public Guid? KeptBy { get; init; }
    public int Moves { get; init; }
    public DateTimeOffset? SettledAt { get; init; }
    public long? EvidenceSeq { get; init; }

    /// <summary>As it was before it was moved last: true again when that reply is taken back before it was sent.</summary>
    public PromiseBefore? Before { get; init; }

    [JsonIgnore]
    public DateTimeOffset RemindAt
    {
        get
        {
            var tenth = (DueAt - SetAt) / 10;
            return DueAt - (tenth < Limits.PromiseReminder ? tenth : Limits.PromiseReminder);
        }
    }

    [JsonIgnore]
    public DateTimeOffset BrokenAt => DueAt + Limits.PromiseMinute;

    /// <summary>When something is to be told of it next; null when it is settled.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextAt => !PromiseStates.IsOpen(State) ? null : IsToldDue ? BrokenAt : State == PromiseStates.DueSoon ? DueAt : RemindAt;
}

/// <param name="ReplyId">That told the customer of the new time.</param>
public sealed record PromiseBefore(Guid ReplyId, DateTimeOffset DueAt, DateTimeOffset SetAt, string State, bool IsToldDue, DateTimeOffset? SettledAt);

/// <summary>What was promised, in words.</summary>
public sealed record PromiseText(Guid Id, string Text);
