namespace Conversations.Contracts.Ports;

/// <summary>Where jitter comes from: the system's source in production, the seed's in a simulation. Never a secret's source.</summary>
public interface IRandomness
{
    /// <summary>Uniform in [0, 1).</summary>
    double NextDouble();
}
