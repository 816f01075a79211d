using System.Collections.Immutable;
using Conversations.Contracts.Ports;

namespace Conversations.Store;

/// <summary>
/// One append may carry several decisions: a reply queued and cancelled, moved twice, a deadline set and cleared. Set-wise statements touch a row
/// once, so moves of one row become one, and the last change of a deadline stands.
/// </summary>
public static class AppendFolding
{
    /// <summary>Null, with <paramref name="refused"/> set, when a move does not go on from the one before it.</summary>
    public static Append? Fold(Append append, out OutboxMoved? refused)
    {
        refused = null;
        var folded = append.Deadlines.Length < 2 ? append : append with { Deadlines = LastOfEachKind(append.Deadlines) };
        if (append.OutboxMoves.IsEmpty || (append.OutboxMoves.Length == 1 && append.OutboxInserts.IsEmpty))
        {
            return folded;
        }

        var inserts = append.OutboxInserts.ToDictionary(i => i.ReplyId);
        var moves = new Dictionary<Guid, OutboxMove>();
        foreach (var move in append.OutboxMoves)
        {
            if (inserts.TryGetValue(move.ReplyId, out var made) && Allows(move, made.State, attempt: 0) && (move.SendOf is null || move.SendOf == made.CreatedAt))
            {
                inserts[move.ReplyId] = made with { State = move.To, NotBefore = move.NotBefore ?? made.NotBefore };
            }
            else if (made is null && moves.TryGetValue(move.ReplyId, out var before) && Allows(move, before.To, before.Attempt ?? move.Attempt) && IsOfOneSend(before, move))
            {
                moves[move.ReplyId] = Then(before, move);
            }
            else if (made is not null || !moves.TryAdd(move.ReplyId, move))
            {
                refused = new OutboxMoved(move.ReplyId);
                return null;
            }
        }

        return folded with { OutboxInserts = [.. append.OutboxInserts.Select(i => inserts[i.ReplyId])], OutboxMoves = [.. moves.Values] };
    }

    private static bool Allows(OutboxMove move, string state, int? attempt) => move.From.Contains(state) && (move.Attempt is null || move.Attempt == attempt);

    /// <summary>What a send's end is told of before it began is told of another.</summary>
    private static bool IsOfOneSend(OutboxMove before, OutboxMove move) =>
        move.SendOf is null || (!before.ResetAttempts && (before.SendOf is null || before.SendOf == move.SendOf));

    private static OutboxMove Then(OutboxMove before, OutboxMove next) => before with
    {
        To = next.To,
        Attempt = before.Attempt ?? next.Attempt,
        SendOf = before.SendOf ?? next.SendOf,
        NotBefore = next.NotBefore ?? before.NotBefore,
        ProviderId = next.ProviderId ?? before.ProviderId,
        Reason = next.Reason ?? before.Reason,
        ResetAttempts = next.ResetAttempts || before.ResetAttempts,
    };

    private static ImmutableArray<DeadlineChange> LastOfEachKind(ImmutableArray<DeadlineChange> changes)
    {
        var last = new Dictionary<string, DeadlineChange>();
        foreach (var change in changes)
        {
            last[change.Kind] = change;
        }

        return last.Count == changes.Length ? changes : [.. last.Values];
    }
}
