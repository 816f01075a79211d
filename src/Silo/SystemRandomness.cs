using Conversations.Contracts.Ports;

namespace Conversations.Silo;

/// <inheritdoc cref="IRandomness"/>
internal sealed class SystemRandomness : IRandomness
{
    public double NextDouble() => Random.Shared.NextDouble();
}
