using System.Text.Json;
using Conversations.Contracts;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Offers;

/// <param name="Reason">Why this person: lastOwner or mostRoom.</param>
public sealed record Offered(EmployeeId Employee, long Epoch, DateTimeOffset Until, string Reason) : ConversationEvent;

/// <param name="Reason">accepted, notNow, expired, or withdrawn: somebody else took it, or it was laid aside.</param>
/// <param name="Because">The person's own words with notNow; erasable.</param>
public sealed record OfferEnded(EmployeeId Employee, long Epoch, string Reason, string? Because) : ConversationEvent;

public static class OfferEnds
{
    public const string Accepted = "accepted";
    public const string NotNow = "notNow";
    public const string Expired = "expired";
    public const string Withdrawn = "withdrawn";
}

/// <summary>The entries of offers, written and read.</summary>
internal static class OfferEntries
{
    public static void Write(Utf8JsonWriter w, Offered offered)
    {
        w.WriteString("employeeId", offered.Employee.Value);
        w.WriteNumber("epoch", offered.Epoch);
        w.WriteString("until", offered.Until.UtcDateTime);
        w.WriteString("reason", offered.Reason);
    }

    public static void Write(Utf8JsonWriter w, OfferEnded ended)
    {
        w.WriteString("employeeId", ended.Employee.Value);
        w.WriteNumber("epoch", ended.Epoch);
        w.WriteString("reason", ended.Reason);
    }

    public static Action<Utf8JsonWriter>? Words(OfferEnded ended) => ended.Because is { } because ? w => w.WriteString("because", because) : null;

    public static Offered ReadOffered(JsonElement d) => new(
        EmployeeOf(d), d.GetProperty("epoch").GetInt64(), d.GetProperty("until").GetDateTimeOffset(), d.GetProperty("reason").GetString()!);

    public static OfferEnded ReadEnded(JsonElement d, JsonElement w) => new(
        EmployeeOf(d), d.GetProperty("epoch").GetInt64(), d.GetProperty("reason").GetString()!,
        w.TryGetProperty("because", out var because) ? because.GetString() : null);

    private static EmployeeId EmployeeOf(JsonElement d) => new(d.GetProperty("employeeId").GetString()!);
}
