using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Search;

/// <summary>What is found as one: the words of an entry, or with seq 0 the customer and the ids of a conversation.</summary>
/// <param name="Words">Different words, each once, with a blank between; no word has one.</param>
internal sealed record SearchDocument(string Stream, long Seq, long At, string Words)
{
    public const long OfConversation = 0;

    public static SearchDocument Of(string stream, EntryRow entry)
    {
        var parts = SearchEntry.Of(entry.Kind, entry.Data, entry.Words);
        return new(stream, entry.Seq, Micros.Of(entry.At), Join([parts.Text], [parts.ExternalId]));
    }

    public static SearchDocument Of(SummaryRow summary)
    {
        string?[] ids = [summary.Customer.Handle, summary.Customer.Id, summary.Thread, summary.Id.Value];
        return new(summary.Id.Value, OfConversation, Micros.Of(summary.CreatedAt), Join([summary.Customer.Name, .. ids], ids));
    }

    private static string Join(string?[] texts, string?[] ids)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var chars = 0;
        foreach (var id in ids)
        {
            if (id is not null && SearchText.Id(id) is { } word && words.Add(word))
            {
                chars += word.Length;
            }
        }

        foreach (var token in texts.Where(text => text is not null).SelectMany(text => SearchText.Tokens(SearchText.Clean(text!))))
        {
            if (words.Count >= Limits.SearchTokensMax || chars >= Limits.SearchTokenCharsTotalMax)
            {
                break;
            }

            chars += words.Add(token.Word) ? token.Word.Length : 0;
        }

        return string.Join(' ', words);
    }
}

/// <summary>What of an entry is searched and shown.</summary>
internal readonly record struct SearchEntry(string Kind, string? Text, string? ExternalId)
{
    /// <summary>Kinds of entries that have words, as they stand in SQL.</summary>
    public const string Kinds = $"'{EntryKinds.MessageReceived}', '{EntryKinds.ReplyQueued}', '{EntryKinds.NoteAdded}'";

    public static SearchEntry Of(string kind, string data, string? words) => new(
        kind switch
        {
            EntryKinds.ReplyQueued => SearchKinds.Reply,
            EntryKinds.NoteAdded => SearchKinds.Note,
            _ => SearchKinds.Message,
        },
        words is null ? null : Member(words, "text"),
        kind == EntryKinds.MessageReceived ? Member(data, "externalId") : null);

    private static string? Member(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
    }
}
