using Conversations.Contracts.Ports;

namespace Conversations.Web.Lists;

/// <summary>
/// The newest summaries seen, so that a row that comes into a window has its texts at hand. Two generations: when the young one is full it becomes the old
/// one and the old one is forgotten; what is used moves to the young one. Holds at most twice <paramref name="rowsMax"/> rows.
/// </summary>
public sealed class SummaryCache(int rowsMax = 8_192)
{
    private readonly Lock _gate = new();
    private Dictionary<ConversationKey, SummaryRow> _young = [];
    private Dictionary<ConversationKey, SummaryRow> _old = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _young.Count + _old.Count;
            }
        }
    }

    /// <summary>Keeps a row unless a newer one is kept.</summary>
    public void Put(ConversationKey key, SummaryRow row)
    {
        lock (_gate)
        {
            if (Find(key) is not { } known || known.Head < row.Head)
            {
                Keep(key, row);
            }
        }
    }

    /// <summary>The row when it is kept with at least this head.</summary>
    public SummaryRow? Get(ConversationKey key, long head)
    {
        lock (_gate)
        {
            if (Find(key) is not { } known || known.Head < head)
            {
                return null;
            }

            Keep(key, known);
            return known;
        }
    }

    private SummaryRow? Find(ConversationKey key) => _young.GetValueOrDefault(key) ?? _old.GetValueOrDefault(key);

    private void Keep(ConversationKey key, SummaryRow row)
    {
        _old.Remove(key);
        if (_young.Count >= rowsMax && !_young.ContainsKey(key))
        {
            _old = _young;
            _young = new Dictionary<ConversationKey, SummaryRow>();
        }

        _young[key] = row;
    }
}
