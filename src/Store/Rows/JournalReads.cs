using System.Collections.Immutable;
using System.Globalization;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

internal sealed class JournalReads(ISql sql, TimeProvider time)
{
    internal const string HeadSql = "select version, head, state_shape, state from stream_head where stream = $1 and version > 0";
    internal const string EntriesSql =
        $"select {EntryColumns} from entry where stream = $1 and seq > $2 order by seq limit $3";
    internal const string CommandSql = "select id, stream, fingerprint, answer from command where id = $1";
    internal const string BatchesSql =
        $"select {EntryColumns}, stream, batch_no from entry where writer = $1 and batch_no > $2 and batch_no <= $3 order by batch_no, stream, seq";
    internal const string WriterHeadsSql = "select id, batch_no from writer where seen_at > $1 order by id";

    private const string EntryColumns = "seq, at, kind, actor_kind, actor_id, actor_name, actor_via, data, words";
    private const int EntryColumnCount = 9;

    /// <summary>A day, and an hour more for clocks that differ.</summary>
    private static readonly TimeSpan HeardWithin = TimeSpan.FromHours(25);

    public ValueTask<StreamHead?> HeadAsync(string stream, CancellationToken cancellationToken) => sql.FindAsync(
        HeadSql, [stream], row => new StreamHead(stream, row.Int64(0), row.Int64(1), row.Int32(2), row.Text(3)), cancellationToken);

    public ValueTask<ImmutableArray<EntryRow>> EntriesAsync(string stream, long afterSeq, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, Limits.EntriesPageMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return sql.ReadAsync(EntriesSql, [stream, afterSeq, (long)limit], Entry, cancellationToken);
    }

    public ValueTask<KnownCommand?> CommandAsync(Guid id, CancellationToken cancellationToken) => sql.FindAsync(
        CommandSql, [id], static row => new KnownCommand(row.Uuid(0), row.Text(1), row.Text(2), row.Text(3)), cancellationToken);

    public ValueTask<ImmutableArray<WriterHead>> WriterHeadsAsync(CancellationToken cancellationToken) => sql.ReadAsync(
        WriterHeadsSql, [Micros.Of(time.GetUtcNow() - HeardWithin)],
        static row => new WriterHead(row.Int64(0).ToString(CultureInfo.InvariantCulture), row.Int64(1)), cancellationToken);

    public async ValueTask<ImmutableArray<CommittedBatch>> BatchesAsync(string writer, long afterBatchNo, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (!int.TryParse(writer, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return [];
        }

        var until = afterBatchNo > long.MaxValue - limit ? long.MaxValue : afterBatchNo + limit;
        var rows = await sql.ReadAsync(
            BatchesSql, [id, afterBatchNo, until],
            static row => (Entry: Entry(row), Stream: row.Text(EntryColumnCount), BatchNo: row.Int64(EntryColumnCount + 1)), cancellationToken);
        var summaries = await SummariesAsync([.. rows.Select(r => r.Stream).Distinct()], cancellationToken);
        return
        [
            .. rows.GroupBy(r => r.BatchNo).Select(batch => new CommittedBatch
            {
                Writer = writer,
                BatchNo = batch.Key,
                Appends =
                [
                    .. batch.GroupBy(r => r.Stream).Select(append => new CommittedAppend
                    {
                        Stream = append.Key,
                        Entries = [.. append.Select(r => r.Entry)],
                        Summary = summaries.GetValueOrDefault(append.Key),
                    }),
                ],
            }),
        ];
    }

    private async ValueTask<Dictionary<string, SummaryRow>> SummariesAsync(string[] streams, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, SummaryRow>(streams.Length);
        foreach (var chunk in streams.Chunk(Limits.ConversationsPageMax))
        {
            foreach (var row in await sql.ReadAsync(SummarySql.Many(sql.Engine), [chunk], SummaryColumns.Read, cancellationToken))
            {
                found[row.Id.Value] = row;
            }
        }

        return found;
    }

    private static EntryRow Entry(SqlRow row) => new()
    {
        Seq = row.Int64(0),
        At = row.Time(1),
        Kind = row.Text(2),
        Actor = new Actor(row.Text(3), row.Text(4), row.TextOrNull(5), row.TextOrNull(6)),
        Data = row.Text(7),
        Words = row.TextOrNull(8),
    };
}
