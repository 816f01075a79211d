using System.Collections.Immutable;

namespace Conversations.Load.Plan;

/// <summary>One message of a post. <see cref="Thread"/> is null in an item that is malformed on purpose.</summary>
/// <param name="Channel">Index of the channel.</param>
/// <param name="Id">Unique in its thread.</param>
/// <param name="Thread">Name of the thread.</param>
/// <param name="Sender">Number of the customer; each thread has one.</param>
/// <param name="Text">May hold NUL, lone surrogates, other scripts.</param>
/// <param name="Visibility">Null = left out.</param>
/// <param name="SentAt">As written, also when absurd; null = left out.</param>
/// <param name="HasMedia">With a picture; the text may then be empty.</param>
public sealed record Item(int Channel, string Id, string? Thread, int Sender, string Text, string? Visibility, string? SentAt, bool HasMedia);

/// <summary>Why a post is sent.</summary>
public enum PostKind
{
    /// <summary>New messages.</summary>
    Fresh,

    /// <summary>The same messages at the same moment, on another connection.</summary>
    ConcurrentRepeat,

    /// <summary>The same messages later; once they are acknowledged with other words, which must change nothing.</summary>
    LaterRepeat,
}

/// <summary>One webhook post. It is offered at <see cref="Due"/> whatever became of the posts before it.</summary>
public sealed record Post(int Number, TimeSpan Due, PostKind Kind, bool IsArray, ImmutableArray<Item> Items)
{
    public int Channel => Items[0].Channel;
}
