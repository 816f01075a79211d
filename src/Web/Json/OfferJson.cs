using System.Text.Json;
using Conversations.Contracts.Ports;
using Conversations.Web.Company;

namespace Conversations.Web.Json;

/// <summary>An offer as its person sees it: the one writer of "Offer", for REST and hub alike.</summary>
internal static class OfferJson
{
    public static void Write(Utf8JsonWriter writer, SummaryRow row, long epoch, DateTimeOffset until, string reason, DirectoryView directory)
    {
        writer.WriteStartObject();
        writer.WriteString("conversationId"u8, row.Id.Value);
        writer.WriteNumber("epoch"u8, epoch);
        writer.WriteTime("until"u8, until);
        writer.WriteString("reason"u8, reason);
        writer.WritePropertyName("conversation"u8);
        SummaryJson.Write(writer, row, directory);
        writer.WriteEndObject();
    }
}
