using System.Text.Json;
using Conversations.Contracts;
using Conversations.Web.Lists;
using Microsoft.AspNetCore.SignalR;

namespace Conversations.Web.Hubs;

/// <summary>A list spec as a client sends it: every member known, once, of the right type and within its bounds; everything else is invalid-query.</summary>
internal static class ListSpecReader
{
    public const int OffsetMax = 10_000_000;
    private const int WordsCharsMax = 200;
    private const int IdCharsMax = 64;

    public static ListPlace Read(JsonElement json, EmployeeId reader)
    {
        var members = Members(json);
        var view = Text(members, "view") ?? ListSpec.Everything;
        var spec = new ListSpec
        {
            View = view is ListSpec.Mine or ListSpec.Unattended or ListSpec.InQueue or ListSpec.Everything ? view : throw Invalid(),
            Reader = view == ListSpec.Mine ? reader : null,
            Queue = Id(members, "queue") is { } queue ? new QueueId(queue) : null,
            State = Text(members, "state") is { } state ? (ConversationStates.IsKnown(state) ? state : throw Invalid()) : null,
            Owner = Id(members, "owner") is { } owner ? new EmployeeId(owner) : null,
            Label = Text(members, "label") is { } label ? Bounded(label, Limits.LabelCharsMax) : null,
            Words = Text(members, "q") is { } words ? Bounded(words, WordsCharsMax) : null,
            Order = RowOrder.Named(Text(members, "sort") ?? RowOrder.TimeLeft.Name) ?? throw Invalid(),
        };
        var place = new ListPlace(spec, Number(members, "offset") ?? 0, Number(members, "size") ?? 50);
        return members.Count == 0 ? Checked(place) : throw Invalid();
    }

    public static ListPlace Checked(ListPlace place)
    {
        var isDeep = place.Spec.IsOfStore && (long)place.Offset + place.Size > StoreWindow.DepthMax;
        return place.Offset is >= 0 and <= OffsetMax && place.Size is >= 1 and <= Limits.ListWindowMax && !isDeep ? place : throw Invalid();
    }

    public static HubException Invalid() => new(Problems.InvalidQuery);

    /// <summary>The members of an object by name; a name that comes twice is refused.</summary>
    public static Dictionary<string, JsonElement> Members(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Invalid();
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (!members.TryAdd(member.Name, member.Value))
            {
                throw Invalid();
            }
        }

        return members;
    }

    /// <summary>Takes a text member out; null when it is absent.</summary>
    public static string? Text(Dictionary<string, JsonElement> members, string name)
    {
        if (!members.Remove(name, out var value))
        {
            return null;
        }

        try
        {
            var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Invalid();
            return text.Contains('\0') ? throw Invalid() : text;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate is no text.
            throw Invalid();
        }
    }

    /// <summary>Takes a whole number out; null when it is absent.</summary>
    public static int? Number(Dictionary<string, JsonElement> members, string name) =>
        !members.Remove(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw Invalid();

    private static string? Id(Dictionary<string, JsonElement> members, string name) =>
        Text(members, name) is { } id
            ? id.Length is >= 1 and <= IdCharsMax && id.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-') ? id : throw Invalid()
            : null;

    private static string Bounded(string text, int charsMax) => text.Length >= 1 && text.Length <= charsMax && !string.IsNullOrWhiteSpace(text) ? text : throw Invalid();
}

/// <summary>A list and the part of it to show.</summary>
internal sealed record ListPlace(ListSpec Spec, int Offset, int Size);
