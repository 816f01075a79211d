using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Settings;

/// <summary>A person's last line was lost then, and what she owns is looked at then; kept in her own stream.</summary>
/// <param name="DueAt">Null when nothing of hers waits to be given back.</param>
public sealed record Absence(DateTimeOffset LostAt, DateTimeOffset? DueAt)
{
    /// <summary>Of its deadline: an earlier absence's is void.</summary>
    public long Epoch => LostAt.ToUnixTimeMilliseconds();
}

public enum AbsenceStep
{
    /// <summary>An old deadline.</summary>
    Ignore,

    /// <summary>Not yet: the deadline stays and comes again.</summary>
    Wait,

    /// <summary>She is back.</summary>
    End,

    /// <summary>Her claims go back.</summary>
    GiveBack,
}

/// <summary>What becomes of the claims of a person whose last line was lost: pure.</summary>
public static class AbsenceDecisions
{
    /// <param name="knowsSince">Since when lines are known here: nothing of them is stored, and after a move or a restart every line that lives is reported again within its lease. Nobody's
    /// work is given back because a server was away.</param>
    public static AbsenceStep OnDue(Absence? absence, DeadlineRow deadline, bool isConnected, DateTimeOffset knowsSince, DateTimeOffset now) =>
        absence is null || absence.Epoch != deadline.Epoch ? AbsenceStep.Ignore
        : isConnected ? AbsenceStep.End
        : absence.DueAt is not { } due || due > now || knowsSince + Limits.ConnectionLease > now ? AbsenceStep.Wait
        : AbsenceStep.GiveBack;
}
