using Conversations.Contracts;
using Conversations.Grains.Routing;
using Xunit;

namespace Conversations.Grains.Tests.Routing;

public sealed class NextBestTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly RoutingPerson Ana = new() { Id = new EmployeeId("ana"), Skills = 0b11, Topics = 0b101, Capacity = 6, IsPresent = true };

    [Fact]
    public void A_score_is_the_sum_of_lines_that_tell_why()
    {
        var best = NextBestScore.Explain(
            Item("c1") with { Priority = RoutingPriority.High, DueAt = Now.AddMinutes(-10), Since = Now.AddMinutes(-31), LastOwner = Ana.Id, Topics = 0b100, Skills = 0b11 }, Ana, Now);
        Assert.Equal(
            [new(ScoreKind.Priority, 30, 1), new(ScoreKind.Overdue, 50, 10), new(ScoreKind.Waiting, 10, 31), new(ScoreKind.Yours, 50, 1), new(ScoreKind.Topic, 15, 1), new ScoreLine(ScoreKind.Skill, 10, 2)],
            best.Lines);
        Assert.Equal(165, best.Score);
    }

    [Fact]
    public void What_says_nothing_is_not_told()
    {
        var best = NextBestScore.Explain(Item("c1") with { DueAt = Now.AddMinutes(61) }, Ana, Now);
        Assert.Empty(best.Lines);
        Assert.Equal(0, best.Score);
    }

    [Fact]
    public void Her_topic_comes_before_an_equal_and_nothing_comes_that_she_cannot_do_or_just_let_go()
    {
        var core = new RoutingCore();
        core.SetPerson(Ana);
        core.SetItem(Item("equal"));
        core.SetItem(Item("topic") with { Topics = 0b1 });
        core.SetItem(Item("cannot") with { Skills = 0b100, Priority = RoutingPriority.Urgent });
        core.SetItem(Item("let-go") with { Priority = RoutingPriority.Urgent, DeclinedBy = Ana.Id, DeclinedUntil = Now.AddMinutes(1) });
        Assert.Equal("topic", core.BestFor(Ana.Id, Now)?.Item.Value);
        Assert.Equal("let-go", core.BestFor(Ana.Id, Now.AddMinutes(1))?.Item.Value);
        Assert.Equal(4, core.ItemCount);
        Assert.Null(core.BestFor(new EmployeeId("stranger"), Now));
    }

    [Fact]
    public void Skills_are_numbered_as_they_are_asked_for_sixty_four_at_most()
    {
        var bits = new SkillBits();
        Assert.True(bits.TryRequire(["Refunds", "German"], out var asked));
        Assert.Equal(0b11UL, asked);
        Assert.Equal(0b10UL, bits.Known(["german", "Chess"]));
        Assert.True(bits.TryRequire(Enumerable.Range(0, 62).Select(i => $"skill {i}"), out _));
        Assert.False(bits.TryRequire(["one more", "German"], out asked));
        Assert.Equal(0UL, asked);
        Assert.True(bits.TryRequire(["GERMAN"], out asked));
        Assert.Equal("German", bits.Name(1));
    }

    private static RoutingItem Item(string id) => new() { Id = new ConversationId(id), Units = 1, Since = Now, Priority = RoutingPriority.Normal };
}
