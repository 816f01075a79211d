using Conversations.Contracts;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Hubs;
using Microsoft.AspNetCore.SignalR;

namespace Conversations.Live.Tests.Hubs;

/// <summary>Who looks at a conversation and who writes in it, as watchers are shown it.</summary>
public sealed class ConversationSignsTests : IDisposable
{
    private readonly LiveNode _node = new();
    private readonly string _id = Rows.Id(1).Value;

    [Fact]
    public async Task A_colleague_who_looks_or_types_is_shown_to_others_and_runs_out_by_itself()
    {
        Commit(1, 1);
        var me = _node.Open(Rows.Ana);
        var other = _node.Open(Rows.Ben);
        await me.WatchConversation(_id, 1);
        _node.Round();
        Assert.Empty(me.Told("Signs"));
        await other.WatchConversation(_id, 1);
        _node.Round();
        Assert.Contains("ben", me.Told("Signs").Last()["viewing"]!.ToJsonString());
        _node.Get<ConversationCalls>().Typing(other.Me, _id, true);
        _node.Round();
        var typing = Assert.Single(me.Told("Signs").Last()["typing"]!.AsArray())!;
        Assert.Equal(("ben", "Name of ben", 6), (typing["id"]!.GetValue<string>(), typing["name"]!.GetValue<string>(), typing["expiresIn"]!.GetValue<int>()));
        _node.Round(6_000);
        Assert.Empty(me.Told("Signs").Last()["typing"]!.AsArray());
        other.Dispose();
        _node.Round();
        Assert.DoesNotContain("ben", me.Told("Signs").Last().ToJsonString());
    }

    [Fact]
    public async Task Who_looks_and_types_at_another_web_node_is_shown_here_too()
    {
        using var elsewhere = new LiveNode(_node.Store, _node.Time);
        Commit(1, 1);
        var me = _node.Open(Rows.Ana);
        var other = elsewhere.Open(Rows.Ben);
        await me.WatchConversation(_id, 1);
        elsewhere.Line.Others = [new Ear(_node.Get<SignBoard>())];
        await other.WatchConversation(_id, 1);
        elsewhere.Get<ConversationCalls>().Typing(other.Me, _id, true);
        await elsewhere.Get<SignExchange>().RoundAsync();
        _node.Round();
        Assert.Contains("ben", me.Told("Signs").Last()["viewing"]!.ToJsonString());
        Assert.Contains("ben", me.Told("Signs").Last()["typing"]!.ToJsonString());
        other.Dispose();
        await elsewhere.Get<SignExchange>().RoundAsync();
        _node.Round();
        Assert.DoesNotContain("ben", me.Told("Signs").Last().ToJsonString());
        elsewhere.Line.Trouble = new TimeoutException();
        elsewhere.Get<SignBoard>().Typing(_id, new SignGiver("line", "ben", "Ben"));
        await elsewhere.Get<SignExchange>().RoundAsync();
    }

    [Fact]
    public async Task Words_that_are_not_sent_are_shown_while_their_line_lives_and_no_longer()
    {
        Commit(1, 1);
        var me = _node.Open(Rows.Ana);
        var other = _node.Open(Rows.Ben);
        await me.WatchConversation(_id, 1);
        await other.WatchConversation(_id, 1);
        _node.Get<ConversationCalls>().Unsaved(other.Me, _id, true);
        _node.Round();
        Assert.Contains("ben", me.Told("Signs").Last()["unsaved"]!.ToJsonString());
        for (var quarter = 0; quarter < 8; quarter++)
        {
            _node.Round(15_000);
        }

        Assert.Contains("ben", me.Told("Signs").Last()["unsaved"]!.ToJsonString());
        _node.Get<ConversationCalls>().Unsaved(other.Me, _id, false);
        _node.Round();
        Assert.Empty(me.Told("Signs").Last()["unsaved"]!.AsArray());
        _node.Get<ConversationCalls>().Unsaved(other.Me, _id, true);
        _node.Round();
        other.Dispose();
        _node.Round();
        Assert.DoesNotContain("ben", me.Told("Signs").Last().ToJsonString());
        _node.Get<ConversationCalls>().Unsaved(_node.Open(Rows.Ben).Me, _id, true);
        _node.Round();
        Assert.DoesNotContain("ben", me.Told("Signs").Last().ToJsonString());
    }

    [Fact]
    public void Signs_beyond_the_bounds_are_not_shown()
    {
        var board = _node.Get<SignBoard>();
        for (var employee = 0; employee < SignBoard.SignsMax * 2; employee++)
        {
            board.Viewing(_id, new SignGiver($"line {employee}", $"e{employee}", "E"));
        }

        long revision = 0;
        var text = System.Text.Encoding.UTF8.GetString(board.Read(_id, "me", ref revision)!);
        Assert.Equal(SignBoard.SignsMax, text.Split("expiresIn").Length - 1);
        Assert.Equal(SignBoard.SignsMax, board.TakeNews().Length);
    }

    [Fact]
    public async Task Typing_in_a_conversation_one_does_not_watch_says_nothing()
    {
        Commit(1, 1);
        var me = _node.Open(Rows.Ana);
        await me.WatchConversation(_id, 1);
        _node.Get<ConversationCalls>().Typing(_node.Open(Rows.Ben).Me, _id, true);
        _node.Round();
        Assert.Empty(me.Told("Signs"));
    }

    public void Dispose() => _node.Dispose();

    private void Commit(long from, long upTo) => _node.State.Apply(_node.Store.Commit("w1", Rows.Append(Rows.Row(1, upTo), Rows.Entries(from, upTo))));

    private sealed class Ear(SignBoard board) : IFeedObserver
    {
        public Task OnCommitted(CommittedBatch batch) => Task.CompletedTask;

        public Task OnPresence(string webNode, System.Collections.Immutable.ImmutableArray<Contracts.Presence.PresenceView> people) => Task.CompletedTask;

        public Task OnSigns(string webNode, System.Collections.Immutable.ImmutableArray<Sign> signs)
        {
            board.Take(webNode, signs);
            return Task.CompletedTask;
        }

        public Task OnPersonal(System.Collections.Immutable.ImmutableArray<PersonalEvent> events) => Task.CompletedTask;
    }
}
