using System.Text.Json;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Web.Company;

namespace Conversations.Web.Json;

/// <summary>A promise: the one writer of "Promise".</summary>
internal static class PromiseJson
{
    /// <param name="isAlone">It stands in a list of many conversations: with its own.</param>
    public static void Write(Utf8JsonWriter writer, PromiseRow row, SummaryRow conversation, DirectoryView directory, bool isAlone)
    {
        var answers = directory.AccountableFor(row.Owner ?? conversation.Owner, conversation.Queue);
        writer.WriteStartObject();
        writer.WriteString("id"u8, row.Id);
        writer.WriteString("conversationId"u8, row.Conversation.Value);
        writer.WriteString("text"u8, row.Text);
        writer.WriteString("state"u8, row.State);
        writer.WriteTime("dueAt"u8, row.DueAt);
        writer.WriteTime("firstDueAt"u8, row.FirstDueAt);
        writer.WriteNumber("moves"u8, row.Moves);
        writer.WriteTime("madeAt"u8, row.MadeAt);
        writer.WriteString("madeBy"u8, row.MadeBy.Value);
        writer.WriteStringIfAny("madeByName"u8, directory.NameOf(row.MadeBy));
        writer.WriteString("answers"u8, answers.Value);
        writer.WriteStringIfAny("answersName"u8, directory.NameOf(answers));
        writer.WriteBoolean("handedOver"u8, row.Owner is not null);
        writer.WriteNumber("seq"u8, row.Seq);
        writer.WriteTimeIfAny("settledAt"u8, row.SettledAt);
        if (row.EvidenceSeq is { } evidence)
        {
            writer.WriteNumber("evidenceSeq"u8, evidence);
        }

        if (isAlone)
        {
            writer.WritePropertyName("conversation"u8);
            SummaryJson.Write(writer, conversation, directory);
        }

        writer.WriteEndObject();
    }

    /// <summary>What stands in the way of resolving.</summary>
    public static void WriteOpen(Utf8JsonWriter writer, OpenPromise promise)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, promise.Id);
        writer.WriteString("text"u8, promise.Text);
        writer.WriteTime("dueAt"u8, promise.DueAt);
        writer.WriteString("state"u8, promise.State);
        writer.WriteEndObject();
    }
}
