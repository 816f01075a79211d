using System.Text.Json;
using Conversations.Contracts;

namespace Conversations.Grains.Floor;

/// <summary>The floor's events, and its part of a reply, as members of entries and back.</summary>
internal static class FloorCodec
{
    public static void Data(Utf8JsonWriter w, DraftProposed proposed)
    {
        w.WriteString("audience", Audiences.Public);
        w.WriteNumber("seenSeq", proposed.SeenSeq);
    }

    public static void Data(Utf8JsonWriter w, DraftGivenBack back)
    {
        w.WriteNumber("proposalSeq", back.ProposalSeq);
        w.WriteString("authorId", back.Author.Value);
    }

    public static void Data(Utf8JsonWriter w, ProposalSent? sent)
    {
        if (sent is not null)
        {
            w.WriteNumber("proposalSeq", sent.ProposalSeq);
            w.WriteString("authorId", sent.Author.Value);
            w.WriteString("change", sent.Change);
        }
    }

    public static DraftProposed Proposed(JsonElement data, JsonElement words) => new(Text(words, "text") ?? "", data.GetProperty("seenSeq").GetInt64());

    public static DraftGivenBack GivenBack(JsonElement data, JsonElement words) =>
        new(data.GetProperty("proposalSeq").GetInt64(), new EmployeeId(Text(data, "authorId")!), Text(words, "text") ?? "");

    public static ProposalSent? Proposal(JsonElement data) => data.TryGetProperty("proposalSeq", out var seq)
        ? new ProposalSent(seq.GetInt64(), new EmployeeId(Text(data, "authorId")!), Text(data, "change")!)
        : null;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
