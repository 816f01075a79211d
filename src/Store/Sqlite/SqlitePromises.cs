using Conversations.Contracts.Ports;
using Conversations.Store.Rows;

namespace Conversations.Store.Sqlite;

/// <summary>Writes the promise rows of an append whose head has moved.</summary>
internal sealed class SqlitePromises(SqliteSession session)
{
    private readonly SqliteStatement _put = session.Statement(
        $"""
        insert into promise (stream, {string.Join(", ", PromiseRows.Written)}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        on conflict (stream, id) do update set {string.Join(", ", PromiseRows.Written.Skip(1).Select(static column => $"{column} = excluded.{column}"))}
        """);

    private readonly SqliteStatement _remove = session.Statement("delete from promise where stream = $1 and id = $2");

    public void Write(Append append)
    {
        foreach (var change in append.Promises)
        {
            var statement = change.Row is null ? _remove : _put;
            statement.Bind(1, append.Stream);
            statement.Bind(2, change.Id);
            if (change.Row is { } row)
            {
                Bind(row);
            }

            statement.Run();
        }
    }

    private void Bind(PromiseRow row)
    {
        _put.Bind(3, PromiseRows.Phase(row.State));
        _put.Bind(4, row.State);
        _put.Bind(5, row.Owner?.Value);
        _put.Bind(6, Micros.Of(row.DueAt));
        _put.Bind(7, Micros.Of(row.FirstDueAt));
        _put.Bind(8, Micros.Of(row.MadeAt));
        _put.Bind(9, row.MadeBy.Value);
        _put.Bind(10, row.Seq);
        _put.Bind(11, row.Moves);
        _put.Bind(12, Micros.Of(row.SettledAt));
        _put.Bind(13, row.EvidenceSeq);
        _put.Bind(14, row.Text);
    }
}
