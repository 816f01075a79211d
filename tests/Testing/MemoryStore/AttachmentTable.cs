using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>Files in parts.</summary>
public sealed class AttachmentTable
{
    private readonly SortedDictionary<string, AttachmentRow> _files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Id, int Part), byte[]> _parts = [];

    public bool Begin(AttachmentRow file, DateTimeOffset since, long ownedBytesMax)
    {
        var owned = _files.Values.Where(row => row.Owner == file.Owner && row.CreatedAt > since).Sum(row => row.Size);
        return owned + file.Size <= ownedBytesMax && _files.TryAdd(file.Id, file with { Parts = 0, Conversation = null });
    }

    public bool WritePart(string id, int part, byte[] bytes) => _parts.TryAdd((id, part), bytes);

    public bool Complete(string id, int parts)
    {
        _files[id] = _files[id] with { Parts = parts };
        return true;
    }

    public AttachmentRow? Find(Func<AttachmentRow, bool> isIt) => _files.Values.FirstOrDefault(row => row.Parts > 0 && isIt(row));

    public byte[]? ReadPart(string id, int part) => _parts.GetValueOrDefault((id, part));

    public AttachmentRow? Give(string id, EmployeeId owner, ConversationId conversation)
    {
        var file = Find(row => row.Id == id && row.Owner == owner && (row.Conversation is null || row.Conversation == conversation));
        return file is null ? null : _files[id] = file with { Conversation = conversation };
    }

    public int DeleteAbandoned(DateTimeOffset before, int limit)
    {
        var abandoned = _files.Values.Where(row => row.Conversation is null && row.CreatedAt < before).OrderBy(row => row.CreatedAt).Take(limit).ToList();
        Delete(abandoned);
        return abandoned.Count;
    }

    public void Erase(string conversation) => Delete([.. _files.Values.Where(row => row.Conversation?.Value == conversation)]);

    private void Delete(List<AttachmentRow> files)
    {
        foreach (var file in files)
        {
            _files.Remove(file.Id);
            foreach (var place in _parts.Keys.Where(place => place.Id == file.Id).ToList())
            {
                _parts.Remove(place);
            }
        }
    }
}
