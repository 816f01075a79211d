using Conversations.Contracts.Ports;

namespace Conversations.Web.Lists;

/// <summary>Keeps this node's windows at least as new as what its own readers have just done.</summary>
public interface IListFreshness
{
    /// <summary>
    /// Told the summary of a command's outcome before the command is answered, so that no window the reader asks for afterwards is older.
    /// A row with a lower head than the known one changes nothing. Never blocks, never throws.
    /// </summary>
    void Apply(SummaryRow row);
}
