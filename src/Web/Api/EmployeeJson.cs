using System.Text.Json;
using Conversations.Contracts.Access;
using Conversations.Contracts.Presence;
using Conversations.Contracts.Settings;
using Conversations.Web.Access;
using Conversations.Web.Json;
using Conversations.Web.Presence;

namespace Conversations.Web.Api;

/// <summary>An employee as colleagues, as admins, and as she herself may see her.</summary>
internal static class EmployeeJson
{
    public static void WriteBrief(Utf8JsonWriter writer, EmployeeSettings employee, PresenceView? presence)
    {
        writer.WriteStartObject();
        WriteNames(writer, employee, presence);
        writer.WriteEndObject();
    }

    public static void WriteFull(Utf8JsonWriter writer, EmployeeSettings employee, PresenceView? presence)
    {
        writer.WriteStartObject();
        WriteNames(writer, employee, presence);
        writer.WriteString("email"u8, employee.Email);
        writer.WriteEndObject();
    }

    public static void WriteMe(Utf8JsonWriter writer, EmployeeSettings employee, PresenceView? presence)
    {
        writer.WriteStartObject();
        WriteNames(writer, employee, presence);
        writer.WriteString("email"u8, employee.Email);
        writer.WritePropertyName("preferences"u8);
        WritePreferences(writer, employee.Preferences);
        writer.WriteEndObject();
    }

    public static void WritePreferences(Utf8JsonWriter writer, Preferences preferences)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("firstSendDone"u8, preferences.FirstSendDone);
        writer.WriteString("theme"u8, preferences.Theme);
        writer.WriteString("density"u8, preferences.Density);
        writer.WriteString("language"u8, preferences.Language);
        writer.WriteString("timeZone"u8, preferences.TimeZone);
        writer.WriteString("browserTimeZone"u8, preferences.BrowserTimeZone);
        writer.WriteBoolean("sound"u8, preferences.Sound);
        writer.WriteBoolean("browserNotices"u8, preferences.BrowserNotices);
        writer.WriteString("quietFrom"u8, preferences.QuietFrom);
        writer.WriteString("quietTo"u8, preferences.QuietTo);
        writer.WriteBoolean("keysOff"u8, preferences.KeysOff);
        writer.WriteStartObject("keys"u8);
        foreach (var (action, key) in preferences.Keys.OrderBy(static item => item.Key, StringComparer.Ordinal))
        {
            writer.WriteString(action, key);
        }

        writer.WriteEndObject();
        writer.WriteString("signOff"u8, preferences.SignOff);
        writer.WriteString("shortSignOff"u8, preferences.ShortSignOff);
        writer.WriteStartObject("signOffs"u8);
        foreach (var (channel, words) in preferences.SignOffs.OrderBy(static item => item.Key, StringComparer.Ordinal))
        {
            writer.WriteString(channel, words);
        }

        writer.WriteEndObject();
        writer.WriteString("nameShown"u8, preferences.NameShown);
        writer.WriteEndObject();
    }

    public static void WriteSession(Utf8JsonWriter writer, OpenSession session)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("employee"u8);
        writer.WriteString("id"u8, session.Employee.Id.Value);
        writer.WriteString("name"u8, session.Employee.Name);
        writer.WriteString("email"u8, session.Employee.Email);
        writer.WriteString("role"u8, RoleNames.Of(session.Employee.Role));
        writer.WriteEndObject();
        writer.WriteString("csrfToken"u8, session.CsrfToken);
        writer.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter writer, EmployeeSettings employee, PresenceView? presence)
    {
        writer.WriteString("id"u8, employee.Id.Value);
        writer.WriteString("name"u8, employee.Name);
        writer.WriteString("role"u8, RoleNames.Of(employee.Role));
        writer.WriteBoolean("disabled"u8, employee.Disabled);
        writer.WriteString("team"u8, employee.Team);
        writer.WriteString("department"u8, employee.Department);
        writer.WriteTexts("topics"u8, employee.Topics);
        writer.WriteTexts("skills"u8, employee.Skills);
        writer.WriteNumber("capacity"u8, employee.Capacity);
        PresenceJson.Write(writer, employee, presence);
    }
}
