using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Settings;

namespace Conversations.Grains.Tests.Settings;

public sealed class AbsenceDecisionsTests
{
    private static readonly DateTimeOffset Lost = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = Lost.AddMinutes(1);
    private static readonly Absence Known = new(Lost, Due);
    private static readonly DeadlineRow Deadline = new("employee-mara", PersonDeadlineKinds.Grace, Known.Epoch, Due);

    [Fact]
    public void Claims_go_back_when_the_grace_is_over_and_she_is_not_there() => Assert.Equal(AbsenceStep.GiveBack, Step(Known));

    [Fact]
    public void Who_is_there_when_the_deadline_comes_ends_the_absence() => Assert.Equal(AbsenceStep.End, Step(Known, isConnected: true));

    [Fact]
    public void The_deadline_of_an_earlier_absence_is_void()
    {
        Assert.Equal(AbsenceStep.Ignore, Step(Known with { LostAt = Lost.AddSeconds(1) }));
        Assert.Equal(AbsenceStep.Ignore, Step(null));
    }

    [Fact]
    public void A_deadline_that_was_put_off_or_comes_early_waits()
    {
        Assert.Equal(AbsenceStep.Wait, Step(Known with { DueAt = Due.AddSeconds(1) }));
        Assert.Equal(AbsenceStep.Wait, Step(Known with { DueAt = null }));
    }

    [Fact]
    public void Nothing_goes_back_before_every_line_had_time_to_be_reported()
    {
        Assert.Equal(AbsenceStep.Wait, Step(Known, knowsSince: Due - Limits.ConnectionLease + TimeSpan.FromSeconds(1)));
        Assert.Equal(AbsenceStep.GiveBack, Step(Known, knowsSince: Due - Limits.ConnectionLease));
    }

    private static AbsenceStep Step(Absence? known, bool isConnected = false, DateTimeOffset? knowsSince = null) =>
        AbsenceDecisions.OnDue(known, Deadline, isConnected, knowsSince ?? Lost.AddHours(-1), Due);
}
