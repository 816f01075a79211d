using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Gestures;

/// <summary>Something became of a gesture; it was decided in the gesture's own stream, and the conversation shows it.</summary>
public sealed record GestureRecorded(RecordGesture Gesture) : ConversationEvent;

/// <summary>What a conversation tells of gestures: one entry for each step, without effect on its own decisions.</summary>
internal static class GestureEntries
{
    public static Decided Record(Draft draft, RecordGesture command, Caller caller) => Decided.At(draft.Record(new GestureRecorded(command), caller.Actor));

    public static bool HasWords(RecordGesture gesture) => gesture.Reason is not null || gesture.CoSignerName is not null;

    public static void Data(Utf8JsonWriter w, RecordGesture gesture)
    {
        w.WriteString("gestureId", gesture.Gesture);
        w.WriteString("gesture", gesture.Kind);
        w.WriteNumber("amount", gesture.Amount);
        w.WriteString("currency", gesture.Currency);
        w.WriteNumber("policyVersion", gesture.PolicyVersion);
        Optional(w, "coSigner", gesture.CoSigner?.Value);
        Optional(w, "why", gesture.Why);
        if (gesture.ExpiresAt is { } until)
        {
            w.WriteString("until", until.UtcDateTime);
        }

        if (!gesture.Asked.IsEmpty)
        {
            w.WriteStartArray("asked");
            foreach (var employee in gesture.Asked)
            {
                w.WriteStringValue(employee.Value);
            }

            w.WriteEndArray();
        }
    }

    public static void Words(Utf8JsonWriter w, RecordGesture gesture)
    {
        Optional(w, "reason", gesture.Reason);
        Optional(w, "coSignerName", gesture.CoSignerName);
    }

    public static GestureRecorded Read(string kind, JsonElement d, JsonElement w) => new(new RecordGesture
    {
        Id = Guid.Empty,
        Entry = kind,
        Gesture = d.GetProperty("gestureId").GetGuid(),
        Kind = d.GetProperty("gesture").GetString()!,
        Amount = d.GetProperty("amount").GetInt64(),
        Currency = d.GetProperty("currency").GetString()!,
        PolicyVersion = d.GetProperty("policyVersion").GetInt32(),
        Reason = Text(w, "reason"),
        CoSigner = Text(d, "coSigner") is { } id ? new EmployeeId(id) : null,
        CoSignerName = Text(w, "coSignerName"),
        Asked = d.TryGetProperty("asked", out var asked) ? [.. asked.EnumerateArray().Select(static one => new EmployeeId(one.GetString()!))] : [],
        Why = Text(d, "why"),
        ExpiresAt = d.TryGetProperty("until", out var until) ? until.GetDateTimeOffset() : null,
    });

    private static void Optional(Utf8JsonWriter w, string name, string? value)
    {
        if (value is not null)
        {
            w.WriteString(name, value);
        }
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
