using System.Collections.Immutable;

namespace Conversations.Web.Input;

/// <summary>The members a body had. Asking for an optional one that was not there gives null.</summary>
public sealed class BodyValues(IReadOnlyList<BodyMember> members)
{
    private readonly Dictionary<string, object?> values = new(members.Count, StringComparer.Ordinal);

    public bool Has(string name) => values.ContainsKey(name);

    public Guid Uuid(string name) => (Guid)values[name]!;

    public string Text(string name) => (string)values[name]!;

    public string? TextOrNull(string name) => (string?)values.GetValueOrDefault(name);

    public long? Number(string name) => (long?)values.GetValueOrDefault(name);

    public bool? Flag(string name) => (bool?)values.GetValueOrDefault(name);

    public DateTimeOffset Time(string name) => (DateTimeOffset)values[name]!;

    public DateTimeOffset? TimeOrNull(string name) => (DateTimeOffset?)values.GetValueOrDefault(name);

    public ImmutableArray<string>? Texts(string name) => (ImmutableArray<string>?)values.GetValueOrDefault(name);

    public ImmutableDictionary<string, string>? Map(string name) => (ImmutableDictionary<string, string>?)values.GetValueOrDefault(name);

    public BodyValues Object(string name) => (BodyValues)values[name]!;

    public ImmutableArray<BodyValues> Objects(string name) => (ImmutableArray<BodyValues>)values[name]!;

    internal void Set(string name, object? value) => values[name] = value;

    internal void CheckRanges()
    {
        foreach (var member in members)
        {
            if (values.GetValueOrDefault(member.Name) is { } value)
            {
                member.CheckRange(value);
            }
        }
    }
}
