using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Grains.Conversations;
using Conversations.Grains.Tests.Conversations;
using Conversations.Grains.Voices;

namespace Conversations.Grains.Tests.Voices;

/// <summary>Every network gets the author's own words at the end, and her first name.</summary>
public sealed class VoiceTests
{
    private static readonly Caller Mara = new(new EmployeeId("mara"), "Mara Rossi", Role.Agent, null);
    private static readonly ReplyVoice Voice = new()
    {
        SignOff = "Kind regards\nMara",
        ShortSignOff = "^MR",
        SignOffs = ImmutableDictionary<string, string>.Empty.Add("chat", "– Mara").Add("c1", "Yours, Mara"),
    };

    private readonly Story story = new();

    [Theory]
    [InlineData("c9", "webhook", Audiences.Private, "Hello Ana\n\nKind regards\nMara")]
    [InlineData("c9", "chat", Audiences.Private, "Hello Ana\n\n– Mara")]
    [InlineData("c1", "chat", Audiences.Private, "Hello Ana\n\nYours, Mara")]
    [InlineData("c1", "chat", Audiences.Public, "Hello Ana ^MR")]
    public void A_channel_has_its_own_sign_off_else_its_kind_else_hers_and_in_public_the_short_one(string channel, string kind, string audience, string expected)
    {
        story.Receives("m-1");
        var state = story.State! with { Channel = new ChannelId(channel), ChannelKind = kind };
        Assert.Equal(expected, VoiceDecisions.Sign("Hello Ana \n", audience, state, Voice));
    }

    [Fact]
    public void Who_has_none_or_wrote_it_herself_is_not_signed_again()
    {
        story.Receives("m-1");
        Assert.Equal("Hello", VoiceDecisions.Sign("Hello", Audiences.Private, story.State!, null));
        Assert.Equal("Hello", VoiceDecisions.Sign("Hello", Audiences.Public, story.State!, Voice with { ShortSignOff = " " }));
        Assert.Equal("Hello\n\nYours, Mara \n", VoiceDecisions.Sign("Hello\n\nYours, Mara \n", Audiences.Private, story.State!, Voice));
        Assert.Equal("", VoiceDecisions.Sign("", Audiences.Private, story.State!, Voice));
    }

    [Theory]
    [InlineData("Mara Rossi", false, "Mara")]
    [InlineData("Mara Rossi", true, "Mara Rossi")]
    [InlineData("Mara", false, "Mara")]
    [InlineData("Anna-Lena Maria Schmidt", false, "Anna-Lena")]
    public void Customers_see_the_first_name_unless_she_wants_the_whole_one(string name, bool whole, string expected) =>
        Assert.Equal(expected, VoiceDecisions.NameFor(Mara with { Name = name }, new ReplyVoice { ShowsWholeName = whole }));

    [Fact]
    public void What_is_journaled_is_what_goes_out_and_the_command_is_the_same_whatever_the_voice()
    {
        story.Receives("m-1");
        var reply = story.Reply("Hello Ana") with { Voice = Voice };
        story.Does(Mara, reply);
        var sent = OutgoingCodec.Read(Assert.Single(story.Last.OutboxInserts).Payload);
        Assert.Equal(("Hello Ana\n\nYours, Mara", "Mara"), (sent.Text, sent.AuthorName));
        Assert.Equal("""{"text":"Hello Ana\n\nYours, Mara"}""", story.Last.Entries[^1].Words);
        Assert.Equal(Fingerprint.Of(Story.Id, reply, Mara), Fingerprint.Of(Story.Id, reply with { Voice = null }, Mara));
    }
}
