using System.Text.Json;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Json;

/// <summary>How many conversations each view of this reader holds: the one writer of "counts", for REST and hub alike.</summary>
public static class CountsJson
{
    public static void Write(Utf8JsonWriter writer, ListCounts counts)
    {
        writer.WriteStartObject();
        writer.WriteNumber("mine"u8, counts.Mine);
        writer.WriteNumber("unattended"u8, counts.Unattended);
        writer.WriteNumber("all"u8, counts.All);
        writer.WriteStartObject("queues"u8);
        foreach (var (queue, count) in counts.Queues)
        {
            writer.WriteNumber(queue, count);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
