using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>Promises, and what a process reads of them.</summary>
public sealed class PromiseTable
{
    private readonly SortedDictionary<(string Stream, Guid Id), PromiseRow> _rows = [];

    public IEnumerable<PromiseRow> All => _rows.Values;

    public void Take(Append append)
    {
        foreach (var change in append.Promises)
        {
            if (change.Row is { } row)
            {
                _rows[(append.Stream, change.Id)] = row;
            }
            else
            {
                _rows.Remove((append.Stream, change.Id));
            }
        }
    }

    public void Erase(string stream)
    {
        foreach (var key in _rows.Keys.Where(key => key.Stream == stream).ToList())
        {
            _rows[key] = _rows[key] with { Text = "" };
        }
    }

    public ImmutableArray<PromiseRow> ListOf(string stream) => [.. _rows.Values.Where(row => row.Conversation.Value == stream).OrderBy(row => row.DueAt).ThenBy(row => row.Id)];

    public ImmutableArray<PromiseRow> List(PromiseQuery query, Func<string, SummaryRow?> summary)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, Limits.PromisesPageMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        var isBack = query.Phase is PromisePhases.Kept or PromisePhases.Released;
        var rows = _rows.Values.Where(row => PromisePhases.Of(row.State) == query.Phase && (query.Owner is not { } owner || IsOf(row, owner, summary)));
        var sorted = isBack ? rows.OrderByDescending(row => row.DueAt).ThenByDescending(row => row.Id) : rows.OrderBy(row => row.DueAt).ThenBy(row => row.Id);
        return [.. sorted.Where(row => query.After is not { } after || Math.Sign((row.DueAt, row.Id).CompareTo(after)) == (isBack ? -1 : 1)).Take(query.Limit)];
    }

    public PromiseCounts Count(EmployeeId employee, Func<string, SummaryRow?> summary) => new(
        _rows.Values.Count(row => PromiseStates.IsOpen(row.State) && IsOf(row, employee, summary)),
        _rows.Values.Count(row => row.State == PromiseStates.Broken && IsOf(row, employee, summary)));

    private static bool IsOf(PromiseRow row, EmployeeId employee, Func<string, SummaryRow?> summary) => row.Owner is { } owner ? owner == employee
        : summary(row.Conversation.Value) is { } of && of.Owner == employee && of.State is not (ConversationStates.Resolved or ConversationStates.Closed);
}

internal sealed class MemoryPromises(MemoryLine line) : IPromises
{
    public ValueTask<ImmutableArray<PromiseRow>> ListOfAsync(ConversationId conversation, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Promises.ListOf(conversation.Value), cancellationToken);

    public ValueTask<ImmutableArray<PromiseRow>> ListAsync(PromiseQuery query, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Promises.List(query, database.Summary), cancellationToken);

    public ValueTask<PromiseCounts> CountAsync(EmployeeId employee, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Promises.Count(employee, database.Summary), cancellationToken);
}
