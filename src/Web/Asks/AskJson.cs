using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Asks;
using Conversations.Web.Company;
using Conversations.Web.Json;

namespace Conversations.Web.Asks;

/// <summary>An ask as one person sees it: the one writer of "Ask".</summary>
internal static class AskJson
{
    public static void Write(Utf8JsonWriter writer, AskView ask, EmployeeId reader, DirectoryView names)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, ask.Id);
        writer.WriteString("conversationId"u8, ask.Conversation.Value);
        Person(writer, "asker"u8, ask.Asker, names);
        writer.WriteString("question"u8, ask.Question);
        writer.WriteTexts("topics"u8, ask.Topics);
        writer.WriteString("state"u8, ask.State);
        writer.WriteStringIfAny("ring"u8, ask.Ring);
        writer.WriteStringIfAny("place"u8, ask.Place);
        writer.WriteTimeIfAny("ringUntil"u8, ask.State == AskStates.Running ? ask.RingUntil : null);
        writer.WriteString("begunAt"u8, ask.BegunAt.UtcDateTime);
        writer.WriteStartArray("people"u8);
        foreach (var person in ask.People)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, person.Employee.Value);
            writer.WriteString("name"u8, names.NameOf(person.Employee));
            writer.WriteString("ring"u8, person.Ring);
            writer.WriteStringIfAny("topic"u8, person.Topic);
            writer.WriteString("state"u8, person.State);
            writer.WriteBoolean("me"u8, person.Employee == reader);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (ask.Answer is { } answer)
        {
            writer.WriteStartObject("answer"u8);
            Person(writer, "by"u8, answer.By, names);
            writer.WriteString("text"u8, answer.Text);
            writer.WriteTime("at"u8, answer.At);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Person(Utf8JsonWriter writer, ReadOnlySpan<byte> member, EmployeeId employee, DirectoryView names)
    {
        writer.WriteStartObject(member);
        writer.WriteString("id"u8, employee.Value);
        writer.WriteString("name"u8, names.NameOf(employee));
        writer.WriteEndObject();
    }
}
