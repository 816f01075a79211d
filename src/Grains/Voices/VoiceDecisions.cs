using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Voices;

/// <summary>How a reply goes out in its author's voice: under which name, and with which words at its end. Pure.</summary>
public static class VoiceDecisions
{
    /// <summary>What the customer sees of her name: the first one, unless she wants the whole one to be seen.</summary>
    public static string NameFor(Caller author, ReplyVoice? voice)
    {
        var name = author.Name.Trim();
        var end = name.IndexOfAny([' ', '\u00a0', '\t']);
        return voice is { ShowsWholeName: true } || end <= 0 ? author.Name : name[..end];
    }

    /// <summary>The text with the sign-off of that channel under it, or in public with the short one behind it; once, however often it was written already.</summary>
    public static string Sign(string text, string audience, ConversationState state, ReplyVoice? voice)
    {
        var words = text.TrimEnd();
        var signOff = voice is null ? "" : SignOffFor(voice, audience, state).Trim();
        return signOff.Length == 0 || words.Length == 0 || words.EndsWith(signOff, StringComparison.Ordinal) ? text
            : words + (audience == Audiences.Public ? " " : "\n\n") + signOff;
    }

    private static string SignOffFor(ReplyVoice voice, string audience, ConversationState state) =>
        audience == Audiences.Public ? voice.ShortSignOff
        : voice.SignOffs.TryGetValue(state.Channel.Value, out var own) || voice.SignOffs.TryGetValue(state.ChannelKind, out own) ? own
        : voice.SignOff;
}
