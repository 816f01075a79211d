using System.Text;
using Conversations.Load.Hub;

namespace Conversations.Load.Tests;

public sealed class HubFramesTests
{
    private const string Separator = "\u001e";

    [Fact]
    public void Several_frames_in_one_message_are_told_apart()
    {
        var frames = Greeted().Add(Bytes("{\"type\":6}" + Separator + "{\"type\":3,\"invocationId\":\"1\",\"result\":{\"head\":4}}" + Separator));

        Assert.IsType<HubPing>(frames[0]);
        Assert.Equal(4, Assert.IsType<HubCompletion>(frames[1]).Result!.Value.GetProperty("head").GetInt32());
    }

    [Fact]
    public void A_frame_cut_anywhere_even_within_a_character_is_put_together()
    {
        var bytes = Bytes("{\"type\":1,\"target\":\"Entries\",\"arguments\":[\"ключ 🎸\"]}" + Separator);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var frames = Greeted();
            HubFrame[] read = [.. frames.Add(bytes.AsSpan(0, cut)), .. frames.Add(bytes.AsSpan(cut))];
            Assert.Equal("ключ 🎸", Assert.IsType<HubInvocation>(Assert.Single(read)).Arguments[0].GetString());
        }
    }

    [Fact]
    public void A_handshake_error_and_a_close_carry_their_reason()
    {
        Assert.Equal("no", Assert.IsType<HubHandshake>(Assert.Single(new HubFrames().Add(Bytes("{\"error\":\"no\"}" + Separator)))).Error);
        Assert.Equal(new HubClose("bye", true), Assert.Single(Greeted().Add(Bytes("{\"type\":7,\"error\":\"bye\",\"allowReconnect\":true}" + Separator))));
    }

    [Theory]
    [InlineData("not-found")]
    [InlineData("An unexpected error occurred invoking 'WatchList' on the server. HubException: not-found")]
    public void An_error_answer_carries_the_slug(string error) =>
        Assert.Equal("not-found", Assert.IsType<HubCompletion>(Assert.Single(Greeted().Add(Bytes($$"""{"type":3,"invocationId":"9","error":"{{error}}"}{{Separator}}""")))).Error);

    [Theory]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("{\"type\":99}")]
    [InlineData("{\"type\":1}")]
    [InlineData("[1]")]
    public void What_is_not_the_protocol_is_refused(string frame)
    {
        var frames = Greeted();
        Assert.Throws<FormatException>(() => frames.Add(Bytes(frame + Separator)));
    }

    [Fact]
    public void A_frame_without_end_is_refused_at_its_bound()
    {
        var frames = Greeted();
        Assert.Throws<FormatException>(() => frames.Add(new byte[HubFrames.FrameBytesMax + 1]));
    }

    [Fact]
    public void A_call_is_spelled_as_the_protocol_wants() =>
        Assert.Equal("{\"type\":1,\"invocationId\":\"7\",\"target\":\"WatchConversation\",\"arguments\":[\"c\",3]}" + Separator, Encoding.UTF8.GetString(HubFrames.Call("7", "WatchConversation", ["c", 3])));

    private static HubFrames Greeted()
    {
        var frames = new HubFrames();
        Assert.Equal(new HubHandshake(null), Assert.Single(frames.Add(Bytes("{}" + Separator))));
        return frames;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
