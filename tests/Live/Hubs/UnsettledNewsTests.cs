using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Hubs;

namespace Conversations.Live.Tests.Hubs;

public sealed class UnsettledNewsTests : IDisposable
{
    private static readonly Actor Person = new("employee", "ana", "Ana");
    private readonly LiveNode _node = new();
    private long _head = 1;

    [Theory]
    [InlineData(EntryKinds.ReplyFailed, false, true)]
    [InlineData(EntryKinds.ReplyUnknown, false, true)]
    [InlineData(EntryKinds.ReplyRetried, true, true)]
    [InlineData(EntryKinds.ReplyCancelled, true, true)]
    [InlineData(EntryKinds.ReplyDelivered, false, true)]
    [InlineData(EntryKinds.ReplyRead, false, true)]
    [InlineData(EntryKinds.ReplySent, true, true)]
    [InlineData(EntryKinds.ReplySent, false, false)]
    [InlineData(EntryKinds.ReplyQueued, true, false)]
    [InlineData(EntryKinds.NoteAdded, true, false)]
    [InlineData(EntryKinds.MessageReceived, false, false)]
    public void What_comes_to_or_leaves_the_undelivered_replies_is_news_and_nothing_else_is(string kind, bool isByPerson, bool isNews)
    {
        var heard = 0;
        _node.State.RepliesMoved += () => heard++;
        Commit(kind, isByPerson);
        Assert.Equal(isNews ? 1 : 0, heard);
    }

    [Fact(Timeout = 30_000)]
    public async Task Every_dashboard_is_told_at_once_and_then_at_most_once_a_second_and_of_the_last_one_too()
    {
        var (ana, ben) = (_node.Open(Rows.Ana), _node.Open(Rows.Ben));
        using var news = _node.Get<UnsettledNews>();
        await news.StartAsync(TestContext.Current.CancellationToken);

        Commit(EntryKinds.ReplyFailed);
        await _node.Time.UntilWaiting(1);
        _node.Round();
        Assert.Equal([1, 1], [Heard(ana), Heard(ben)]);
        Commit(EntryKinds.ReplyFailed);
        Commit(EntryKinds.ReplyRetried);
        _node.Time.Advance(500);
        _node.Round();
        Assert.Equal(1, Heard(ana));
        _node.Time.Advance(500);
        await _node.Time.UntilWaiting(1);
        _node.Round();
        Assert.Equal([2, 2], [Heard(ana), Heard(ben)]);
        await news.StopAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _node.Dispose();

    private static int Heard(TestDashboard dashboard) => dashboard.Told("Changed").Count(static told => (string?)told["what"] == "replies");

    private void Commit(string kind, bool isByPerson = false) =>
        _node.Commit(Rows.Row(1, ++_head), Rows.Entry(_head) with { Kind = kind, Actor = isByPerson ? Person : Actor.System });
}
