using System.Text.Json;
using Conversations.Contracts.Gestures;
using Conversations.Web.Json;

namespace Conversations.Web.Api;

/// <summary>Gestures, denials and allowances as they are told outside.</summary>
internal static class GestureJson
{
    public static void Write(Utf8JsonWriter writer, GestureView gesture)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, gesture.Id);
        writer.WriteString("conversationId"u8, gesture.Conversation.Value);
        writer.WriteString("status"u8, gesture.Status);
        writer.WriteString("kind"u8, gesture.Kind);
        writer.WriteNumber("amount"u8, gesture.Amount);
        writer.WriteString("currency"u8, gesture.Currency);
        writer.WriteStringIfAny("reason"u8, gesture.Reason);
        writer.WriteString("by"u8, gesture.By.Value);
        writer.WriteStringIfAny("coSigner"u8, gesture.CoSigner?.Value);
        writer.WriteNumber("policyVersion"u8, gesture.PolicyVersion);
        writer.WriteTime("at"u8, gesture.At);
        writer.WriteTimeIfAny("expiresAt"u8, gesture.ExpiresAt);
        if (gesture.Remaining is { } remaining)
        {
            writer.WriteNumber("remaining"u8, remaining);
        }

        writer.WriteStringIfAny("fulfilment"u8, gesture.Fulfilment);
        writer.WriteStringIfAny("why"u8, gesture.Why);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, GestureDenial denial)
    {
        writer.WriteStartObject();
        writer.WriteString("rule"u8, denial.Rule);
        writer.WriteNumber("limit"u8, denial.Limit);
        writer.WriteNumber("remaining"u8, denial.Remaining);
        writer.WriteString("currency"u8, denial.Currency);
        writer.WriteTexts("next"u8, denial.Next);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, GestureAllowance allowance)
    {
        writer.WriteStartObject();
        writer.WriteNumber("policyVersion"u8, allowance.PolicyVersion);
        writer.WriteString("currency"u8, allowance.Currency);
        writer.WriteStartArray("kinds"u8);
        foreach (var room in allowance.Kinds)
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, room.Kind);
            writer.WriteNumber("remaining"u8, room.Remaining);
            writer.WriteString("rule"u8, room.Rule);
            writer.WriteNumber("limit"u8, room.Limit);
            writer.WriteNumber("coSignUpTo"u8, room.CoSignUpTo);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
