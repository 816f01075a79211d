using System.Text.Json;
using System.Text.Json.Serialization;
using Conversations.Grains.Handovers;
using Conversations.Grains.Promises;

namespace Conversations.Grains.Conversations;

/// <summary>The snapshot as it stands in the head row. Its member "words" is removed by erasure and may be missing.</summary>
public static class StateCodec
{
    public static string Write(ConversationState state) => JsonSerializer.Serialize(state.Promises.All.IsEmpty ? state with { Promises = null! } : state, StateJson.Default.ConversationState);

    public static ConversationState Read(string json)
    {
        var state = JsonSerializer.Deserialize(json, StateJson.Default.ConversationState) ?? throw new JsonException("A snapshot is an object.");
        return state with
        {
            // A snapshot whose words were erased lacks the member, and the reader then leaves null where the type says otherwise.
            Words = state.Words ?? StateWords.Erased,
            Custody = CustodyOf(state.Custody),
            Labels = state.Labels.IsDefault ? [] : state.Labels,
            RecentMessages = state.RecentMessages.IsDefault ? [] : state.RecentMessages,
            OpenReplies = state.OpenReplies.IsDefault ? [] : state.OpenReplies,
            Promises = state.Promises ?? PromiseBook.Empty,
        };
    }

    /// <summary>What was written before there was such a book lacks it.</summary>
    private static CustodyBook CustodyOf(CustodyBook? book) =>
        book is null ? CustodyBook.None : book.Past.IsDefault ? book with { Past = [] } : book;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationState))]
internal sealed partial class StateJson : JsonSerializerContext;
