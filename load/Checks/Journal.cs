using Conversations.Load.Wire;

namespace Conversations.Load.Checks;

/// <summary>A conversation as the target's own journal tells it.</summary>
/// <param name="Id">Conversation id.</param>
/// <param name="Head">The head that came with the last page.</param>
/// <param name="Entries">As they came, oldest first.</param>
public sealed record ConversationTruth(string Id, long Head, IReadOnlyList<EntryFacts> Entries);

/// <summary>The truth that the ledger is held against. A conversation the target does not know is absent.</summary>
public sealed class Journal(IEnumerable<ConversationTruth> conversations)
{
    private readonly Dictionary<string, ConversationTruth> _conversations = conversations.ToDictionary(conversation => conversation.Id);

    public IReadOnlyCollection<ConversationTruth> Conversations => _conversations.Values;

    public ConversationTruth? Find(string? id) => id is null ? null : _conversations.GetValueOrDefault(id);
}
