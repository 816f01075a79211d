using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Conversations.Contracts;
using Conversations.Contracts.Asks;

namespace Conversations.Grains.Asks;

/// <summary>All of an ask, as it stands in the head row of its stream. What people said, and their names, stand in <see cref="Words"/> only.</summary>
public sealed record AskState
{
    public const int Shape = 1;

    public required Guid Id { get; init; }
    public required ConversationId Conversation { get; init; }

    /// <summary>Of the conversation's entry that tells of it.</summary>
    public required long Seq { get; init; }
    public required QueueId Queue { get; init; }
    public required EmployeeId Asker { get; init; }
    public ImmutableArray<string> Topics { get; init; } = [];
    public required DateTimeOffset BegunAt { get; init; }
    public long Head { get; init; }

    /// <summary>One of <see cref="AskStates"/>.</summary>
    public string Phase { get; init; } = AskStates.Running;

    /// <summary>Place in <see cref="AskRings.InOrder"/>; −1 before the first people were asked.</summary>
    public int Ring { get; init; } = -1;
    public string? Place { get; init; }

    /// <summary>When the next ring is asked; null while none will be.</summary>
    public DateTimeOffset? RingUntil { get; init; }

    /// <summary>Epoch of the ring's deadline: an earlier one is void.</summary>
    public long Step { get; init; }

    /// <summary>It was waited once for people of whom it is not known yet whether they are there.</summary>
    public bool HasWaited { get; init; }
    public ImmutableArray<AskedPerson> People { get; init; } = [];
    public EmployeeId? AnsweredBy { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>What must still follow from the last change; done before the next.</summary>
    public ImmutableArray<AskDuty> Duties { get; init; } = [];
    public AskWords? Words { get; init; }

    [JsonIgnore]
    public bool IsRunning => Phase == AskStates.Running;

    [JsonIgnore]
    public AskView View => new()
    {
        Id = Id,
        Conversation = Conversation,
        Asker = Asker,
        Question = Words?.Question ?? "",
        Topics = Topics,
        State = Phase,
        Ring = Ring < 0 ? null : AskRings.InOrder[Ring],
        Place = Place,
        RingUntil = RingUntil,
        People = People,
        Answer = AnsweredBy is { } by ? new AskAnswer(by, Words?.Answer ?? "", AnsweredAt!.Value) : null,
        BegunAt = BegunAt,
    };

    public AskedPerson? Find(EmployeeId employee) => People.FirstOrDefault(person => person.Employee == employee);
}

/// <summary>The erasable part.</summary>
public sealed record AskWords
{
    public string Question { get; init; } = "";
    public string AskerName { get; init; } = "";
    public string Answer { get; init; } = "";
    public string AnswererName { get; init; } = "";
}

/// <summary>Something that must follow in another stream, safe to be done twice.</summary>
/// <param name="Id">Of the command it gives; of no use to the rest.</param>
public sealed record AskDuty(string Kind, Guid Id, EmployeeId? Employee, string? Reason = null);

internal static class AskDutyKinds
{
    /// <summary>The asker's own list shows it.</summary>
    public const string Begin = "begin";

    /// <summary>Somebody asked gets a notice.</summary>
    public const string Notice = "notice";

    /// <summary>Somebody is asked again, after an answer that did not help.</summary>
    public const string AskAgain = "askAgain";
    public const string Release = "release";
    public const string RecordAnswer = "recordAnswer";
    public const string RecordEnd = "recordEnd";
    public const string Thank = "thank";
}

internal static class AskCodec
{
    public static string Write(AskState state) => JsonSerializer.Serialize(state, AskJson.Default.AskState);

    public static AskState Read(string json)
    {
        var state = JsonSerializer.Deserialize(json, AskJson.Default.AskState) ?? throw new JsonException("An ask's state is an object.");
        return state with
        {
            Topics = state.Topics.IsDefault ? [] : state.Topics,
            People = state.People.IsDefault ? [] : state.People,
            Duties = state.Duties.IsDefault ? [] : state.Duties,
        };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AskState))]
internal sealed partial class AskJson : JsonSerializerContext;
