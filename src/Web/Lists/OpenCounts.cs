using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Conversations.Web.Json;

namespace Conversations.Web.Lists;

/// <summary>How many conversations wait, for whom and where; kept by every change. Used under the index's lock only.</summary>
internal sealed class OpenCounts
{
    private readonly Dictionary<string, long> _mine = [];
    private readonly SortedDictionary<string, long> _queues = new(StringComparer.Ordinal);
    private long _unattended;
    private long _all;
    private byte[]? _shared;

    public void Follow(OpenRow? before, OpenRow? after)
    {
        if (before is not null)
        {
            Add(before, -1);
        }

        if (after is not null)
        {
            Add(after, 1);
        }

        if (IsSeenByAll(before, after))
        {
            _shared = null;
        }
    }

    public long MineOf(string reader) => _mine.GetValueOrDefault(reader);

    /// <summary>What all readers see alike, as JSON members; the same array until something of it changes.</summary>
    public byte[] Shared() => _shared ??= Write();

    private static bool IsSeenByAll(OpenRow? before, OpenRow? after) =>
        before is null || after is null || before.IsUnattended != after.IsUnattended || before.IsQueued != after.IsQueued
        || (after.IsQueued && before.Queue != after.Queue);

    private void Add(OpenRow row, long by)
    {
        _all += by;
        _unattended += row.IsUnattended ? by : 0;
        if (row.IsQueued)
        {
            var queued = _queues.GetValueOrDefault(row.Queue) + by;
            if (queued == 0)
            {
                _queues.Remove(row.Queue);
            }
            else
            {
                _queues[row.Queue] = queued;
            }
        }

        if (row.Owner is { } owner && row.IsOpen)
        {
            ref var mine = ref CollectionsMarshal.GetValueRefOrAddDefault(_mine, owner, out _);
            mine += by;
            if (mine == 0)
            {
                _mine.Remove(owner);
            }
        }
    }

    private byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, JsonText.Writing))
        {
            writer.WriteStartObject();
            writer.WriteNumber("unattended"u8, _unattended);
            writer.WriteNumber("all"u8, _all);
            writer.WriteStartObject("queues"u8);
            foreach (var (queue, queued) in _queues)
            {
                writer.WriteNumber(queue, queued);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan[1..].ToArray();
    }
}

/// <summary>The counts of one reader at one moment; equal when they say the same.</summary>
/// <param name="Shared">JSON members common to all readers with the closing brace, one array as long as they stay the same.</param>
public readonly record struct ReaderCounts(long Mine, byte[] Shared);
