using System.Text;
using Conversations.Contracts;
using Conversations.Web.Lists;

namespace Conversations.Web.Hubs;

/// <summary>
/// One dashboard's place in one list: what it was sent last, and nothing else. The next frame is the difference between that and now, however much
/// happened between: a slow reader gets fewer, not more. Used under its dashboard's lock.
/// </summary>
internal sealed class WatchedList(string id, EmployeeId reader, LiveLists lists)
{
    private static readonly byte[] Comma = ","u8.ToArray();
    private readonly byte[] _id = Encoding.ASCII.GetBytes(id);
    private WindowSnapshot? _sent;
    private ReaderCounts _counts;
    private DateTimeOffset _countsAt;
    private long _version;

    public string Id => id;
    public ListWindow? Window { get; private set; }
    public long Version => _version;

    /// <summary>Deltas flow only after the snapshot they build on lies in the pipe.</summary>
    public bool IsArmed { get; set; }

    /// <summary>Takes a whole snapshot as the next version and writes it as the members of an answer, without braces.</summary>
    public void Begin(ListWindow window, WindowSnapshot snapshot, DateTimeOffset now, FrameBuffer answer)
    {
        (Window, _sent) = (window, snapshot);
        (_counts, _countsAt) = (lists.Index.CountsOf(reader), now);
        _version++;
        WriteHead(answer);
        answer.Write(snapshot.Items);
        WriteCounts(answer);
    }

    /// <summary>Appends a ListDelta when there is something to tell and its time has come.</summary>
    public void Append(FrameBuffer frame, DateTimeOffset now, TimeSpan countsEvery)
    {
        if (!IsArmed || Window?.Current is not { } current || _sent is null)
        {
            return;
        }

        var isQuietDue = now - _countsAt >= countsEvery;
        var hasNewCounts = isQuietDue && TakeCounts(now);
        if (current.HasRowsOf(_sent) && !hasNewCounts && (!isQuietDue || current.Total == _sent.Total))
        {
            return;
        }

        frame.Write("{\"type\":1,\"target\":\"ListDelta\",\"arguments\":[{"u8);
        _version++;
        WriteHead(frame);
        frame.Write(current.DeltaFrom(_sent));
        WriteCounts(frame);
        frame.Write("}]}\u001e"u8);
        _sent = current;
        _countsAt = isQuietDue ? now : _countsAt;
    }

    private bool TakeCounts(DateTimeOffset now)
    {
        var counts = lists.Index.CountsOf(reader);
        if (counts == _counts)
        {
            return false;
        }

        (_counts, _countsAt) = (counts, now);
        return true;
    }

    private void WriteHead(FrameBuffer frame)
    {
        frame.Write("\"listId\":\""u8);
        frame.Write(_id);
        frame.Write("\",\"version\":"u8);
        frame.Write(_version);
        frame.Write(Comma);
    }

    private void WriteCounts(FrameBuffer frame)
    {
        frame.Write(",\"counts\":{\"mine\":"u8);
        frame.Write(_counts.Mine);
        frame.Write(Comma);
        frame.Write(_counts.Shared);
    }
}
