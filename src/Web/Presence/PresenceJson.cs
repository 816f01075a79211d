using System.Text.Json;
using Conversations.Contracts.Presence;
using Conversations.Contracts.Settings;
using Conversations.Web.Json;

namespace Conversations.Web.Presence;

/// <summary>Presence as REST and the hub tell it: intent and connection apart, each with its since.</summary>
internal static class PresenceJson
{
    /// <summary>The hub's message.</summary>
    public static void WriteEvent(Utf8JsonWriter writer, PresenceView view)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, view.Employee.Value);
        WriteMembers(writer, view.Intent, view.IntentSince, view);
        writer.WriteEndObject();
    }

    /// <summary>The member "presence" of an employee; a setting just read may know a newer intent than what was told.</summary>
    public static void Write(Utf8JsonWriter writer, EmployeeSettings employee, PresenceView? view)
    {
        var isTold = view is not null && (employee.IntentSince is null || view.IntentSince > employee.IntentSince);
        writer.WriteStartObject("presence"u8);
        WriteMembers(writer, isTold ? view!.Intent : employee.Intent, isTold ? view!.IntentSince : employee.IntentSince, view);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, string intent, DateTimeOffset? intentSince, PresenceView? view)
    {
        writer.WriteString("intent"u8, intent);
        writer.WriteTimeIfAny("intentSince"u8, intentSince);
        writer.WriteBoolean("connected"u8, view is { IsConnected: true });
        writer.WriteTimeIfAny("connectedSince"u8, view?.ConnectedSince);
    }
}
