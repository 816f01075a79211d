using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Asks;
using Conversations.Grains.Floor;
using Conversations.Grains.Gestures;
using Conversations.Grains.Handovers;
using Conversations.Grains.Promises;
using Conversations.Grains.Offers;

namespace Conversations.Grains.Conversations;

/// <summary>Entries back into events: the other half of <see cref="EntryCodec"/>, used when a snapshot is older than this program.</summary>
public static class EntryReader
{
    public static ConversationEvent Read(EntryRow entry, string thread)
    {
        using var data = JsonDocument.Parse(entry.Data);
        using var words = JsonDocument.Parse(entry.Words ?? "{}");
        var d = data.RootElement;
        var w = words.RootElement;
        return entry.Kind switch
        {
            EntryKinds.MessageReceived => new MessageReceived(Message(entry, thread, d, w)),
            EntryKinds.ReplyQueued => new ReplyQueued(
                d.GetProperty("replyId").GetGuid(), Text(w, "text") ?? "", Text(d, "audience")!, Time(d, "holdUntil"), Text(d, "replyTo"), d.TryGetProperty("sentAnyway", out _))
            {
                Media = w.TryGetProperty("media", out var media) ? [.. media.EnumerateArray().Select(Media)] : [],
                Proposal = FloorCodec.Proposal(d),
            },
            EntryKinds.ReplySent or EntryKinds.ReplyFailed or EntryKinds.ReplyUnknown or EntryKinds.ReplyDelivered or EntryKinds.ReplyRead
                or EntryKinds.ReplyCancelled or EntryKinds.ReplyRetried => new ReplyMoved(entry.Kind, d.GetProperty("replyId").GetGuid(), Text(d, "reason")),
            EntryKinds.NoteAdded => new NoteAdded(Text(w, "text") ?? "", [.. Strings(d, "mentions").Select(id => new EmployeeId(id))]),
            EntryKinds.Claimed => new Claimed(Employee(d), Epoch(d)) { Floor = d.TryGetProperty("floor", out _), ByGrade = d.TryGetProperty("byGrade", out _) },
            EntryKinds.Assigned => new Assigned(Employee(d), Epoch(d)),
            EntryKinds.Released => new Released(Employee(d), Epoch(d), Text(d, "reason") ?? "asked") { OrphanSeconds = Number(d, "orphanSeconds") ?? 0 },
            EntryKinds.Offered => OfferEntries.ReadOffered(d),
            EntryKinds.OfferEnded => OfferEntries.ReadEnded(d, w),
            EntryKinds.StateChanged => new StateChanged(Text(d, "from")!, Text(d, "to")!, Time(d, "until")),
            EntryKinds.LabelsChanged => new LabelsChanged([.. Strings(d, "labels")]),
            EntryKinds.PriorityChanged => new PriorityChanged(Text(d, "from")!, Text(d, "to")!),
            EntryKinds.HandoverOffered => HandoverEntries.Offered(d, w),
            EntryKinds.HandoverAccepted => HandoverEntries.Accepted(d),
            EntryKinds.HandoverReturned => HandoverEntries.Returned(d, w),
            EntryKinds.TrackingLinkMade => new TrackingLinkMade(HandoverEntries.Link(d)),
            EntryKinds.TrackingLinkRevoked => new TrackingLinkRevoked(HandoverEntries.Link(d)),
            EntryKinds.GestureReserved or EntryKinds.GestureGranted or EntryKinds.GestureReleased or EntryKinds.CoSignAsked => GestureEntries.Read(entry.Kind, d, w),
            EntryKinds.DraftProposed => FloorCodec.Proposed(d, w),
            EntryKinds.DraftGivenBack => FloorCodec.GivenBack(d, w),
            _ => PromiseCodec.Read(entry.Kind, d, w) ?? AskEntries.Read(entry, d, w) ?? new UnknownEvent(entry.Kind),
        };
    }

    /// <summary>Of a customer's message.</summary>
    public static string ExternalId(EntryRow message)
    {
        using var data = JsonDocument.Parse(message.Data);
        return Text(data.RootElement, "externalId")!;
    }

    private static InboundMessage Message(EntryRow entry, string thread, JsonElement d, JsonElement w)
    {
        var sender = w.TryGetProperty("sender", out var s) ? s : default;
        return new InboundMessage
        {
            ExternalId = Text(d, "externalId")!,
            Thread = thread,
            Visibility = Text(d, "visibility")!,
            Text = Text(w, "text") ?? "",
            SentAt = Time(d, "sentAt"),
            Language = Text(d, "language"),
            ReplyTo = Text(d, "replyTo"),
            Url = Text(w, "url"),
            Media = w.TryGetProperty("media", out var media) ? [.. media.EnumerateArray().Select(m => new InboundMedia(Text(m, "url")!, Text(m, "contentType")))] : [],
            Sender = new CustomerView
            {
                Id = entry.Actor.Id,
                Name = entry.Actor.Name,
                Handle = Text(sender, "handle"),
                Followers = sender.ValueKind == JsonValueKind.Object && sender.TryGetProperty("followers", out var f) ? f.GetInt64() : null,
            },
        };
    }

    private static ReplyMedia Media(JsonElement m) => new(
        Text(m, "id")!, Text(m, "url")!, Text(m, "contentType")!, Text(m, "name")!, m.GetProperty("size").GetInt64(), Number(m, "width"), Number(m, "height"));

    private static int? Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    private static EmployeeId Employee(JsonElement element) => new(Text(element, "employeeId")!);

    private static long Epoch(JsonElement element) => element.GetProperty("epoch").GetInt64();

    internal static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetDateTimeOffset() : null;

    private static IEnumerable<string> Strings(JsonElement element, string name) =>
        element.TryGetProperty(name, out var values) ? values.EnumerateArray().Select(v => v.GetString()!) : [];
}
