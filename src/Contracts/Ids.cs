using Orleans;

namespace Conversations.Contracts;

/// <summary>A configured account on a network. Opaque, 1–64 characters of [A-Za-z0-9-].</summary>
[GenerateSerializer, Immutable, Alias("conv.ChannelId")]
public readonly record struct ChannelId([property: Id(0)] string Value)
{
    public override string ToString() => Value;
}

/// <summary>One thread between a customer and the company on one channel; see <see cref="ConversationIds"/>. 26 characters of [a-z2-7].</summary>
[GenerateSerializer, Immutable, Alias("conv.ConversationId")]
public readonly record struct ConversationId([property: Id(0)] string Value)
{
    public override string ToString() => Value;
}

/// <summary>A person inside the company. Opaque, 1–64 characters of [A-Za-z0-9-].</summary>
[GenerateSerializer, Immutable, Alias("conv.EmployeeId")]
public readonly record struct EmployeeId([property: Id(0)] string Value)
{
    public override string ToString() => Value;
}

/// <summary>A named line of waiting conversations. Opaque, 1–64 characters of [A-Za-z0-9-].</summary>
[GenerateSerializer, Immutable, Alias("conv.QueueId")]
public readonly record struct QueueId([property: Id(0)] string Value)
{
    public override string ToString() => Value;
}
