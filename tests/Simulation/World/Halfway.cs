using Conversations.Contracts.Ports;

namespace Conversations.Simulation.World;

/// <summary>Jitter without chance, for worlds whose seed decides elsewhere.</summary>
internal sealed class Halfway : IRandomness
{
    public double NextDouble() => 0.5;
}
