using Conversations.Contracts.Ports;

namespace Conversations.Store;

internal static class JournalRefusals
{
    /// <summary>The version is the expected one and yet the seqs do not go on from its head: the caller is wrong, and deciding again would not help.</summary>
    public static readonly Poison Gap = new("The entries do not continue the head of the stream.");
}
