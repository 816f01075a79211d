namespace Conversations.Web.Lists;

/// <summary>
/// Heads of conversations closed lately, so that an older row that comes late does not open them again. Bounded: the oldest is forgotten.
/// Used under the index's lock only.
/// </summary>
internal sealed class ClosedLately(int rowsMax = 20_000)
{
    private readonly Dictionary<ConversationKey, long> _heads = [];
    private readonly Queue<ConversationKey> _order = new();

    public void Add(ConversationKey key, long head)
    {
        if (_heads.TryGetValue(key, out var known))
        {
            _heads[key] = Math.Max(known, head);
            return;
        }

        if (_order.Count >= rowsMax)
        {
            _heads.Remove(_order.Dequeue());
        }

        _heads.Add(key, head);
        _order.Enqueue(key);
    }

    /// <summary>Whether a row with this head is not newer than the closing.</summary>
    public bool Knows(ConversationKey key, long head) => _heads.TryGetValue(key, out var known) && head <= known;
}
