using System.Text.Json;
using Conversations.Web.Json;

namespace Conversations.Web.Hubs;

/// <summary>Where a sign comes from: a line of this node, or another node with all of its lines.</summary>
/// <param name="Id">The connection's, or the node's.</param>
public readonly record struct SignSource(string Id, bool IsHere);

/// <summary>
/// The signs of one conversation. One person may give the same sign from several lines: it holds until the last of them has ended it or run out.
/// </summary>
internal sealed class ConversationSigns
{
    public const int SignsMax = 30;

    /// <summary>Of one sign; further lines of the same person add nothing to it.</summary>
    private const int SourcesMax = 32;

    private readonly List<Sign> _signs = [];
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private byte[]? _message;

    public long Revision { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public bool IsEmpty => _signs.Count == 0;

    /// <summary>Says whether readers are to be told: what is shown already and renewed long before it would run out with them is no news.</summary>
    /// <param name="until">When it ends here, unless it is renewed.</param>
    /// <param name="shownUntil">When it ends with readers who are told no more of it.</param>
    public bool Show(SignSource source, string employee, string name, string kind, DateTimeOffset until, DateTimeOffset shownUntil, DateTimeOffset now)
    {
        var sign = Find(employee, kind);
        if (sign is null)
        {
            if (_signs.Count >= SignsMax)
            {
                return false;
            }

            _signs.Add(sign = new Sign(employee, kind));
        }

        if (sign.Sources.Count >= SourcesMax && !sign.Sources.ContainsKey(source))
        {
            return false;
        }

        sign.Name = name;
        var isKnown = sign.Sources.TryGetValue(source, out var known) && known.ShownUntil - now > (shownUntil - now) / 2;
        sign.Sources[source] = isKnown ? known with { Until = until } : new Hold(until, shownUntil);
        return !isKnown;
    }

    public bool End(SignSource source, string employee, string kind) => Find(employee, kind) is { } sign && sign.Sources.Remove(source) && Tidy();

    public bool EndAll(SignSource source) => _signs.RemoveAll(sign => sign.Sources.Remove(source) && sign.Sources.Count == 0) > 0;

    public bool RunOut(DateTimeOffset now)
    {
        foreach (var sign in _signs)
        {
            foreach (var (source, _) in sign.Sources.Where(source => source.Value.Until <= now).ToList())
            {
                sign.Sources.Remove(source);
            }
        }

        return _signs.RemoveAll(static sign => sign.Sources.Count == 0) > 0;
    }

    /// <summary>Until when the lines of this node give that sign; null when none does.</summary>
    public DateTimeOffset? GivenHereUntil(string employee, string kind) =>
        Find(employee, kind)?.Sources.Where(static source => source.Key.IsHere).Max(static source => (DateTimeOffset?)source.Value.Until);

    public void Change(long revision, DateTimeOffset now)
    {
        (Revision, ChangedAt, _message) = (revision, now, null);
        if (_shown.Count < SignsMax * 2)
        {
            _shown.UnionWith(_signs.Select(static sign => sign.Employee));
        }
    }

    /// <summary>Whether somebody else is, or was ever, shown here, so that his leaving is news.</summary>
    public bool ConcernsOthersThan(string reader) => _signs.Exists(sign => sign.Employee != reader) || _shown.Count > (_shown.Contains(reader) ? 1 : 0);

    public byte[] Message(string id, IEnumerable<string> kinds, DateTimeOffset now) =>
        _message ??= JsonText.Bytes((this, id, kinds, now), static (writer, it) => it.Item1.Write(writer, it.id, it.kinds, it.now));

    private Sign? Find(string employee, string kind) => _signs.Find(sign => sign.Employee == employee && sign.Kind == kind);

    private bool Tidy()
    {
        _signs.RemoveAll(static sign => sign.Sources.Count == 0);
        return true;
    }

    private void Write(Utf8JsonWriter writer, string id, IEnumerable<string> kinds, DateTimeOffset now)
    {
        writer.WriteStartObject();
        writer.WriteString("conversationId"u8, id);
        foreach (var kind in kinds)
        {
            WriteSigns(writer, kind, now);
        }

        writer.WriteEndObject();
    }

    private void WriteSigns(Utf8JsonWriter writer, string kind, DateTimeOffset now)
    {
        writer.WriteStartArray(kind);
        foreach (var sign in _signs.Where(sign => sign.Kind == kind))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, sign.Employee);
            writer.WriteString("name"u8, sign.Name);
            writer.WriteNumber("expiresIn"u8, (int)Math.Ceiling((sign.Sources.Values.Max(static hold => hold.ShownUntil) - now).TotalSeconds));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private sealed class Sign(string employee, string kind)
    {
        public string Employee => employee;
        public string Kind => kind;
        public string Name { get; set; } = "";
        public Dictionary<SignSource, Hold> Sources { get; } = [];
    }

    private readonly record struct Hold(DateTimeOffset Until, DateTimeOffset ShownUntil);
}
