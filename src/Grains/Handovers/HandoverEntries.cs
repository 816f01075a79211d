using System.Text.Json;
using Conversations.Contracts;

namespace Conversations.Grains.Handovers;

/// <summary>Events of custody as members of entries, and back; what people wrote stands in Words.</summary>
internal static class HandoverEntries
{
    public static void Data(Utf8JsonWriter w, HandoverOffered e)
    {
        w.WriteString("from", e.From.Value);
        Optional(w, "employeeId", e.To?.Value);
        Optional(w, "queue", e.ToQueue?.Value);
        w.WriteString("until", e.Until.UtcDateTime);
    }

    public static void Data(Utf8JsonWriter w, HandoverAccepted e)
    {
        w.WriteString("from", e.From.Value);
        w.WriteString("employeeId", e.Employee.Value);
        w.WriteNumber("epoch", e.Epoch);
        Optional(w, "queue", e.Queue?.Value);
    }

    public static void Data(Utf8JsonWriter w, HandoverReturned e)
    {
        w.WriteString("from", e.From.Value);
        w.WriteString("reason", e.Reason);
    }

    /// <summary>Null where there are none.</summary>
    public static Action<Utf8JsonWriter>? Text(string words) => words.Length == 0 ? null : w => w.WriteString("text", words);

    public static HandoverOffered Offered(JsonElement d, JsonElement w) =>
        new(Employee(d, "from"), Maybe(d, "employeeId"), Queue(d), d.GetProperty("until").GetDateTimeOffset(), Text(w));

    public static HandoverAccepted Accepted(JsonElement d) => new(Employee(d, "from"), Employee(d, "employeeId"), d.GetProperty("epoch").GetInt64(), Queue(d));

    public static HandoverReturned Returned(JsonElement d, JsonElement w) => new(Employee(d, "from"), d.GetProperty("reason").GetString()!, Text(w));

    public static Guid Link(JsonElement d) => d.GetProperty("link").GetGuid();

    private static void Optional(Utf8JsonWriter w, string name, string? value)
    {
        if (value is not null)
        {
            w.WriteString(name, value);
        }
    }

    private static EmployeeId Employee(JsonElement d, string name) => new(d.GetProperty(name).GetString()!);

    private static EmployeeId? Maybe(JsonElement d, string name) => d.TryGetProperty(name, out var id) ? new EmployeeId(id.GetString()!) : null;

    private static QueueId? Queue(JsonElement d) => d.TryGetProperty("queue", out var id) ? new QueueId(id.GetString()!) : null;

    private static string Text(JsonElement w) => w.TryGetProperty("text", out var text) ? text.GetString()! : "";
}
