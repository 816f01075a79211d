using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

/// <summary>
/// Everything that can be read as words or as a customer is overwritten, in one transaction that is fenced like an append: an activation that still
/// remembers conflicts with its next append and reads anew. Drafts and files of the conversation go whole. Numbers, kinds, times and what decisions rest on stay.
/// The index of searches, filled behind the journal, is told by a row.
/// </summary>
internal sealed class Erasure(ISql sql)
{
    private const int TriesMax = 20;
    private const string StateMember = "words";

    private const string MoveHead = "update stream_head set version = version + 1, state = $3 where stream = $1 and version = $2";

    private static readonly string[] Wipes =
    [
        "update entry set words = null, actor_name = case when actor_kind = 'customer' then null else actor_name end where stream = $1",
        "update outbox set payload = '{}', reason = null where stream = $1",
        "update summary set customer_id = 'erased', customer_name = null, customer_handle = null, customer_followers = null, last_text = '' where id = $1",
        "update promise set text = '' where stream = $1",
        "delete from attachment_part where attachment in (select id from attachment where conversation = $1)",
        "delete from attachment where conversation = $1",
        "delete from document where kind = 'draft' and id = $1",
        "insert into search_erased (stream) values ($1)",
    ];

    private const string IsAnythingLeft =
        """
        select exists (select 1 from entry where stream = $1 and (words is not null or (actor_kind = 'customer' and actor_name is not null)))
            or exists (select 1 from outbox where stream = $1 and (payload <> '{}' or reason is not null))
            or exists (select 1 from summary where id = $1 and (customer_id <> 'erased' or last_text <> ''))
            or exists (select 1 from promise where stream = $1 and text <> '')
            or exists (select 1 from attachment where conversation = $1)
            or exists (select 1 from document where kind = 'draft' and id = $1)
        """;

    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="StoreUnavailableException">The stream was appended to all the while; nothing was erased.</exception>
    public async ValueTask RunAsync(string stream, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= TriesMax; attempt++)
        {
            var head = await sql.FindAsync(JournalReads.HeadSql, [stream], static row => new StateRow(row.Int64(0), row.Text(3)), cancellationToken);
            if (head is null)
            {
                return;
            }

            var state = Without(head.State, out var hadWords);
            var isAnythingLeft = await sql.ReadAsync(IsAnythingLeft, [stream], static row => row.Bool(0), cancellationToken);
            var isDone = !hadWords && !isAnythingLeft[0];
            if (await sql.WipeAsync(isDone ? null : new SqlText(MoveHead, [stream, head.Version, state]), [.. Wipes.Select(w => new SqlText(w, [stream]))], cancellationToken))
            {
                return;
            }
        }

        throw new StoreUnavailableException("The stream was busy all the while; nothing was erased.");
    }

    private static string Without(string state, out bool hadWords)
    {
        hadWords = false;
        if (state.Contains(StateMember, StringComparison.Ordinal) && JsonNode.Parse(state) is JsonObject members && members.Remove(StateMember))
        {
            hadWords = true;
            return members.ToJsonString(AsWritten);
        }

        return state;
    }

    private sealed record StateRow(long Version, string State);
}
