using System.Collections.Immutable;
using Conversations.Contracts.Settings;

namespace Conversations.Contracts.Ports;

/// <summary>Everybody's settings at once, to find people by what they follow: as they were at most ten seconds ago.</summary>
public interface IRoster
{
    /// <summary>By id, the disabled ones too; never more than 50,000.</summary>
    ValueTask<ImmutableArray<EmployeeSettings>> ReadAsync(CancellationToken cancellationToken);
}
