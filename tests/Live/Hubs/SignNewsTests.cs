using Conversations.Contracts;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Hubs;
using Conversations.Web.Lists;

namespace Conversations.Live.Tests.Hubs;

/// <summary>What one web node tells the others of its signs, from second to second.</summary>
public sealed class SignNewsTests
{
    private const int Given = 5 * Limits.SignsBatchMax;
    private readonly LiveTime _time = new();
    private readonly SignBoard _board;

    public SignNewsTests() => _board = new SignBoard(_time, new ChangeSignal());

    [Fact]
    public void Thousands_of_signs_are_told_in_bounded_parts_and_each_is_renewed_before_it_runs_out()
    {
        for (var number = 0; number < Given; number++)
        {
            _board.Viewing($"c{number}", GiverOf(number));
        }

        var endsAt = new Dictionary<string, DateTimeOffset>();
        for (var second = 0; second < 35; second++)
        {
            var told = _board.TakeNews();
            Assert.InRange(told.Length, 1, Limits.SignsBatchMax);
            foreach (var sign in told)
            {
                Assert.True(second < 6 || endsAt[sign.Conversation.Value] >= _time.GetUtcNow(), $"{sign.Conversation} ran out before its renewal.");
                endsAt[sign.Conversation.Value] = _time.GetUtcNow().AddSeconds(sign.Seconds);
            }

            _time.Advance(1_000);
        }

        Assert.Equal(Given, endsAt.Count);
        Assert.All(endsAt.Values, end => Assert.True(end >= _time.GetUtcNow()));
    }

    [Fact]
    public void Nothing_is_told_longer_than_it_holds_and_what_ran_out_here_is_told_no_more()
    {
        _board.Typing("c1", GiverOf(1));
        Assert.Equal(6, Assert.Single(_board.TakeNews()).Seconds);
        _time.Advance(3_000);
        Assert.Empty(_board.TakeNews());
        _board.Typing("c1", GiverOf(1));
        Assert.Equal(6, Assert.Single(_board.TakeNews()).Seconds);
        _time.Advance(7_000);
        _board.Sweep();
        Assert.Empty(_board.TakeNews());
    }

    [Fact]
    public void What_ended_is_told_once_and_what_began_and_ended_in_one_second_not_at_all()
    {
        _board.Viewing("c1", GiverOf(1));
        _board.Leave("c1", GiverOf(1));
        Assert.Empty(_board.TakeNews());
        _board.Viewing("c1", GiverOf(1));
        _board.TakeNews();
        _board.Leave("c1", GiverOf(1));
        Assert.Equal(0, Assert.Single(_board.TakeNews()).Seconds);
        Assert.Empty(_board.TakeNews());
        _board.Viewing("c1", GiverOf(1));
        _board.TakeNews();
        _board.Leave("c1", GiverOf(1));
        _board.Viewing("c1", GiverOf(1));
        Assert.True(Assert.Single(_board.TakeNews()).Seconds > 0);
    }

    [Fact]
    public void Beyond_the_bound_nothing_is_told()
    {
        for (var number = 0; number < 7 * Limits.SignsBatchMax; number++)
        {
            _board.Viewing($"c{number}", GiverOf(number));
        }

        var told = new HashSet<string>();
        for (var second = 0; second < 20; second++)
        {
            told.UnionWith(_board.TakeNews().Select(static sign => sign.Conversation.Value));
            _time.Advance(1_000);
        }

        Assert.Equal(6 * Limits.SignsBatchMax, told.Count);
    }

    private static SignGiver GiverOf(int number) => new($"line {number}", $"e{number}", "E");
}
