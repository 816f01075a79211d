namespace Conversations.Simulation.World;

/// <summary>The system did what it must never do.</summary>
/// <param name="law">Short name, such as "I1 an acknowledged message is never lost".</param>
public sealed class LawBrokenException(string law, string detail) : Exception($"{law}: {detail}")
{
    public string Law => law;
}
