using System.Collections.Immutable;
using Conversations.Contracts.Settings;

namespace Conversations.Contracts.Ports;

/// <summary>Everybody's settings at once, to find people by what they follow. What was read once is kept for whoever is content with it.</summary>
public interface IRoster
{
    /// <summary>By id, the disabled ones too; never more than 50,000.</summary>
    /// <param name="ageMax">How old it may be; zero: read after this call. Every value costs a reading of all people at most, and never two at once.</param>
    ValueTask<ImmutableArray<EmployeeSettings>> ReadAsync(TimeSpan ageMax, CancellationToken cancellationToken);
}
