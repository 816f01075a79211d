using System.Text.Json;
using System.Text.Json.Serialization;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Settings;

/// <summary>A person's own stream of the journal: her hand-backs, and whether she is away.</summary>
internal static class PersonStream
{
    public const int StateShape = 1;
    private const string Prefix = "employee-";

    public static string Of(EmployeeId employee) => Prefix + employee.Value;

    public static EmployeeId EmployeeOf(string stream) => stream.StartsWith(Prefix, StringComparison.Ordinal)
        ? new EmployeeId(stream[Prefix.Length..])
        : throw new ArgumentException($"{stream} is no person's stream.", nameof(stream));

    public static Absence? AbsenceOf(StreamHead? head) => head is null ? null : JsonSerializer.Deserialize(head.State, PersonJson.Default.PersonState)?.Absence;

    public static string StateOf(Absence? absence) => JsonSerializer.Serialize(new PersonState { Absence = absence }, PersonJson.Default.PersonState);
}

internal sealed record PersonState
{
    public Absence? Absence { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(PersonState))]
internal sealed partial class PersonJson : JsonSerializerContext;
