using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

internal sealed class PromiseRows(ISql sql) : IPromises
{
    /// <summary>As both engines write them, after the stream.</summary>
    internal static readonly string[] Written =
        ["id", "phase", "state", "owner", "due_at", "first_due_at", "made_at", "made_by", "seq", "moves", "settled_at", "evidence", "text"];

    private const string Columns =
        "p.stream, p.id, p.state, p.owner, p.due_at, p.first_due_at, p.made_at, p.made_by, p.seq, p.moves, p.settled_at, p.evidence, p.text";

    /// <summary>Hers by hand-over, and those that follow the conversations she owns: each by its own index.</summary>
    private const string Hers =
        $"""
        (select {Columns} from promise p where p.owner = $1 and p.phase = $2 and (p.due_at, p.id) > ($3, $4)
        union all
        select {Columns} from summary s join promise p on p.stream = s.id
        where s.owner = $1 and s.phase = 0 and p.owner is null and p.phase = $2 and (p.due_at, p.id) > ($3, $4)) p
        """;

    private const string CountSql =
        """
        select (select count(*) from promise p where p.owner = $1 and p.phase = $2)
            + (select count(*) from summary s join promise p on p.stream = s.id where s.owner = $1 and s.phase = 0 and p.owner is null and p.phase = $2)
        """;

    internal const string ListOfSql = $"select {Columns} from promise p where p.stream = $1 order by p.due_at, p.id";
    internal const string MineSql = $"select {Columns} from {Hers} order by p.due_at, p.id limit $5";
    internal const string CompanySql = $"select {Columns} from promise p where p.phase = $1 and (p.due_at, p.id) > ($2, $3) order by p.due_at, p.id limit $4";

    /// <summary>Of what is settled the newest first.</summary>
    internal static readonly string MineBackSql = Backwards(MineSql);
    internal static readonly string CompanyBackSql = Backwards(CompanySql);

    public static int Phase(string state) => PhaseNumber(PromisePhases.Of(state));

    public ValueTask<ImmutableArray<PromiseRow>> ListOfAsync(ConversationId conversation, CancellationToken cancellationToken) =>
        sql.ReadAsync(ListOfSql, [conversation.Value], Read, cancellationToken);

    public ValueTask<ImmutableArray<PromiseRow>> ListAsync(PromiseQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, Limits.PromisesPageMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        var isBack = query.Phase is PromisePhases.Kept or PromisePhases.Released;
        SqlValue due = query.After is { } after ? Micros.Of(after.DueAt) : isBack ? long.MaxValue : long.MinValue;
        SqlValue id = query.After?.Id ?? Guid.Empty;
        SqlValue phase = PhaseNumber(query.Phase);
        return query.Owner is { } owner
            ? sql.ReadAsync(isBack ? MineBackSql : MineSql, [owner.Value, phase, due, id, (long)query.Limit], Read, cancellationToken)
            : sql.ReadAsync(isBack ? CompanyBackSql : CompanySql, [phase, due, id, (long)query.Limit], Read, cancellationToken);
    }

    public async ValueTask<PromiseCounts> CountAsync(EmployeeId employee, CancellationToken cancellationToken) => new(
        await CountAsync(employee, PromisePhases.Open, cancellationToken), await CountAsync(employee, PromisePhases.Broken, cancellationToken));

    private async ValueTask<long> CountAsync(EmployeeId employee, string phase, CancellationToken cancellationToken) =>
        (await sql.ReadAsync(CountSql, [employee.Value, PhaseNumber(phase)], static row => row.Int64(0), cancellationToken))[0];

    private static int PhaseNumber(string phase) => phase switch
    {
        PromisePhases.Open => 0,
        PromisePhases.Broken => 1,
        PromisePhases.Kept => 2,
        PromisePhases.Released => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "There is no such phase."),
    };

    private static string Backwards(string text) => text.Replace("(p.due_at, p.id) >", "(p.due_at, p.id) <", StringComparison.Ordinal)
        .Replace("order by p.due_at, p.id", "order by p.due_at desc, p.id desc", StringComparison.Ordinal);

    private static PromiseRow Read(SqlRow row) => new()
    {
        Conversation = new ConversationId(row.Text(0)),
        Id = row.Uuid(1),
        State = row.Text(2),
        Owner = row.TextOrNull(3) is { } owner ? new EmployeeId(owner) : null,
        DueAt = row.Time(4),
        FirstDueAt = row.Time(5),
        MadeAt = row.Time(6),
        MadeBy = new EmployeeId(row.Text(7)),
        Seq = row.Int64(8),
        Moves = row.Int32(9),
        SettledAt = row.TimeOrNull(10),
        EvidenceSeq = row.Int64OrNull(11),
        Text = row.Text(12),
    };
}
