using System.Collections.Frozen;
using Conversations.Contracts;
using Conversations.Contracts.Settings;

namespace Conversations.Web.Company;

/// <summary>Names of people and duties of queues as of a moment; immutable.</summary>
/// <param name="gone">Who can answer for nothing: she was disabled, or is something else now.</param>
/// <param name="standIn">Answers where nobody is on duty.</param>
public sealed class DirectoryView(
    FrozenDictionary<string, string> employeeNames,
    FrozenDictionary<string, EmployeeId> duties,
    FrozenSet<string>? gone = null,
    EmployeeId? standIn = null)
{
    public static readonly DirectoryView Empty = new(FrozenDictionary<string, string>.Empty, FrozenDictionary<string, EmployeeId>.Empty);

    public string? NameOf(EmployeeId employee) => employeeNames.GetValueOrDefault(employee.Value);

    /// <summary>Who is accountable for what nobody owns in this queue: its duty person, and without one who is still here and may answer, an admin (<see cref="Accountability"/>).</summary>
    public EmployeeId DutyOf(QueueId queue) => duties.TryGetValue(queue.Value, out var duty) && !IsGone(duty) ? duty : standIn ?? Accountability.LastResort;

    /// <summary>The one person who answers for a conversation. Its owner does, also while she hands it over, until somebody has taken it; without an owner who is still here, the queue's duty person.</summary>
    public EmployeeId AccountableFor(EmployeeId? owner, QueueId queue) => owner is { } hers && !IsGone(hers) ? hers : DutyOf(queue);

    private bool IsGone(EmployeeId employee) => gone?.Contains(employee.Value) == true;
}

/// <summary>The directory as this node knows it: at most 30 seconds old, and at once after a change made through this node.</summary>
public interface IDirectory
{
    /// <summary>Never blocks; empty only before the node has started.</summary>
    DirectoryView Current { get; }

    /// <summary>Reads it anew, after a change.</summary>
    ValueTask RefreshAsync(CancellationToken cancellationToken);
}
