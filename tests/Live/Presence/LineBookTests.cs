using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Live.Tests.Doubles;
using Conversations.Testing.MemoryStore;
using Conversations.Web.Presence;

namespace Conversations.Live.Tests.Presence;

/// <summary>Web nodes that die, and what those that live or come after them make of what was written down. Grains that died as well know nothing: fresh people.</summary>
public sealed class LineBookTests : IDisposable
{
    private readonly LiveTime _time = new();
    private readonly MemoryDatabase _database = new();
    private readonly List<LiveNode> _nodes = [];
    private FakePeople _people;

    public LineBookTests() => _people = new FakePeople(_time);

    [Fact]
    public async Task The_only_process_reports_at_its_start_who_had_a_line_when_it_died_and_is_not_back()
    {
        var before = Start(isAlone: true);
        before.Open(Rows.Ana);
        before.Open(Rows.Ben);
        await SecondsAsync(3, before);

        _people = new FakePeople(_time);
        var after = Start(isAlone: true);
        after.Open(Rows.Ben);
        await SecondsAsync(3, after);
        Assert.Equal([(Rows.Ana, 0), (Rows.Ben, 0)], Gone());
        Assert.False(after.Get<PresenceBoard>().Find(Rows.Ana)!.IsConnected);
        Assert.True(after.Get<PresenceBoard>().Find(Rows.Ben)!.IsConnected);
        Assert.Equal([after.Name], await PagesAsync(after));
    }

    [Fact]
    public async Task Whose_end_was_told_before_is_not_reported_again()
    {
        var before = Start(isAlone: true);
        before.Open(Rows.Ben);
        var gone = before.Open(Rows.Ana);
        await SecondsAsync(3, before);
        gone.Dispose();
        await SecondsAsync(3, before);

        _people = new FakePeople(_time);
        await SecondsAsync(3, Start(isAlone: true));
        Assert.Equal([(Rows.Ben, 0)], Gone());
    }

    [Fact]
    public async Task Of_several_nodes_one_that_no_longer_renews_its_page_is_reported_within_ten_seconds_and_the_others_never()
    {
        var (dies, lives, looks) = (Start(), Start(), Start());
        dies.Open(Rows.Ana);
        lives.Open(Rows.Ben);
        await SecondsAsync(60, dies, lives, looks);
        Assert.Empty(Gone());

        await SecondsAsync((int)LineBook.DeadAfter.TotalSeconds - 2, lives, looks);
        Assert.Empty(Gone());
        await SecondsAsync(4, lives, looks);
        Assert.Equal(Rows.Ana, Assert.Single(Gone().Distinct()).Employee);
        await SecondsAsync(60, lives, looks);
        Assert.Equal(Rows.Ana, Assert.Single(Gone().Distinct()).Employee);
        Assert.Equal([lives.Name], await PagesAsync(looks));
    }

    [Fact]
    public async Task A_node_that_was_away_itself_takes_nobody_for_dead_until_there_was_time_to_renew()
    {
        var (lives, away) = (Start(), Start());
        lives.Open(Rows.Ben);
        await SecondsAsync(5, lives, away);
        _time.Advance(TimeSpan.FromMinutes(1));
        await SecondsAsync(1, away);
        await SecondsAsync(20, away, lives);
        Assert.Empty(Gone());
    }

    [Fact]
    public async Task A_node_whose_page_was_torn_out_although_it_lives_writes_it_anew()
    {
        var (lives, looks) = (Start(), Start());
        lives.Open(Rows.Ben);
        await SecondsAsync(5, lives, looks);
        await SecondsAsync(12, looks);
        Assert.Empty(await PagesAsync(looks));
        await SecondsAsync(5, lives, looks);
        Assert.Equal([lives.Name], await PagesAsync(looks));
    }

    [Fact]
    public async Task While_the_grains_are_away_the_page_stays_and_it_is_tried_again()
    {
        var before = Start(isAlone: true);
        before.Open(Rows.Ana);
        await SecondsAsync(3, before);
        _people = new FakePeople(_time) { Trouble = new TimeoutException() };
        var after = Start(isAlone: true);
        await Assert.ThrowsAnyAsync<Exception>(() => SecondsAsync(1, after));
        Assert.Equal([before.Name], await PagesAsync(after));
        _people.Trouble = null;
        await SecondsAsync(2, after);
        Assert.Equal((Rows.Ana, 0), _people.Reports.Last());
        Assert.Empty(await PagesAsync(after));
    }

    [Fact]
    public async Task Where_nothing_changes_the_only_process_writes_nothing_and_without_lines_nobody_does()
    {
        var (alone, idle) = (Start(isAlone: true), Start());
        var line = alone.Open(Rows.Ana);
        await SecondsAsync(3, alone, idle);
        var written = (await alone.Get<IDocuments>().ReadAsync(PageOf(alone), default))!.Revision;
        await SecondsAsync(60, alone);
        Assert.Equal(written, (await alone.Get<IDocuments>().ReadAsync(PageOf(alone), default))!.Revision);
        Assert.Equal([alone.Name], await PagesAsync(alone));
        line.Dispose();
        await SecondsAsync(4, alone);
        Assert.Empty(await PagesAsync(alone));
    }

    public void Dispose() => _nodes.ForEach(static node => node.Dispose());

    private static DocumentKey PageOf(LiveNode node) => new("lines", DocumentKey.Everybody, node.Name);

    private LiveNode Start(bool isAlone = false)
    {
        var node = new LiveNode(time: _time, people: _people, database: _database, isAlone: isAlone);
        _nodes.Add(node);
        return node;
    }

    private List<(EmployeeId Employee, int Lines)> Gone() => [.. _people.Reports.Where(static report => report.Lines == 0).OrderBy(static report => report.Employee.Value, StringComparer.Ordinal)];

    private static async Task<IEnumerable<string>> PagesAsync(LiveNode node) =>
        (await node.Get<IDocuments>().ListAsync("lines", DocumentKey.Everybody, 100, default)).Select(static page => page.Id);

    /// <summary>From second to second as they run; who is not named is dead, or stands still.</summary>
    private async Task SecondsAsync(int seconds, params LiveNode[] nodes)
    {
        for (var second = 0; second < seconds; second++)
        {
            _time.Advance(1_000);
            foreach (var node in nodes)
            {
                await node.Get<PresenceExchange>().RoundAsync(default);
                if (_time.GetUtcNow().Second % 2 == 0)
                {
                    await node.Get<LineBook>().RoundAsync(default);
                }
            }
        }
    }
}
