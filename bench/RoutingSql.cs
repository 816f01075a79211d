using System.Diagnostics;
using System.Globalization;
using Conversations.Grains.Routing;
using Npgsql;

namespace Conversations.Bench;

/// <summary>
/// The usual way, as well as it can be done: tables of waiting items and of people with the indexes the choice needs, and in one transaction each, of one statement: the most
/// urgent item and the best person FOR UPDATE SKIP LOCKED, both changed, a row of what happened; then the same for her acceptance. No feed, nobody is told.
/// With <paramref name="isSameJob"/> it also stores what the product must: the indexes that lists are read by, the offer's and the lease's deadline, the acceptance's command id with its
/// answer, and both of its entries; without, it is the least that can be called an offer.
/// </summary>
internal sealed class RoutingSql(string connectionString, bool isSameJob)
{
    private const string SameJobSchema =
        """
        create index item_list on item (due_at, since, id) where state < 3;
        create index item_owner on item (owner) where owner is not null and state < 3;
        create index item_queue on item (queue) where owner is null and state < 3;
        create table deadline (item bigint not null, kind text not null, epoch bigint not null, shard int not null, due_at bigint not null, primary key (item, kind));
        create index deadline_due on deadline (shard, due_at);
        create table command (id uuid primary key, item bigint not null, fingerprint text not null, answer text not null);
        """;

    private const string Schema =
        """
        create table item (id bigint primary key, skill bigint not null, priority int not null, since bigint not null, state int not null, owner int, epoch int not null, words text not null,
            due_at bigint not null, queue text not null, head bigint not null);
        create index item_line on item (priority desc, since) where state = 0;
        create table person (id int primary key, skills bigint not null, capacity int not null, load int not null, present bool not null, idle_since bigint not null);
        create index person_room on person ((load::float8 / capacity), idle_since) where present and load < capacity;
        create table event (id bigserial primary key, item bigint not null, person int not null, kind text not null, at timestamptz not null default now(), data text not null);
        create sequence turn;
        """;

    private const string Offer =
        """
        with i as (select id, skill from item where state = 0 order by priority desc, since limit 1 for update skip locked),
        p as (select person.id, i.id as item from i, lateral (select q.id from person q where q.present and q.load < q.capacity and q.skills & i.skill = i.skill
              order by q.load::float8 / q.capacity, q.idle_since limit 1 for update skip locked) person),
        u as (update person set load = load + 1, idle_since = nextval('turn') from p where person.id = p.id),
        o as (update item set state = 1, owner = p.id, epoch = epoch + 1, head = head + 1 from p where item.id = p.item){0}
        insert into event (item, person, kind, data) select p.item, p.id, 'offered', $1 from p returning item, person
        """;

    private const string Accept =
        """
        with o as (update item set state = 2, head = head + 2 where id = $1 and owner = $2 and state = 1 returning id, owner){0}
        insert into event (item, person, kind, data) select id, owner, 'accepted', $3 from o {1} returning id
        """;

    private const string OfferDeadline =
        """
        , d as (insert into deadline (item, kind, epoch, shard, due_at) select p.item, 'offer', 1, p.item % 64, 2000000000 from p)
        """;

    private const string AcceptedToo =
        """
        , d as (delete from deadline using o where deadline.item = o.id and kind = 'offer'),
        l as (insert into deadline (item, kind, epoch, shard, due_at) select id, 'lease', 1, id % 64, 2000000000 from o),
        c as (insert into command (id, item, fingerprint, answer) select gen_random_uuid(), id, '0123456789abcdef0123456789abcdef', '{"seq":4}' from o)
        """;

    private const string ClaimedToo = "union all select id, owner, 'claimed', $3 from o";

    private static readonly string Data = $$"""{"pad":"{{new string('d', 120)}}"}""";
    private long _items;

    public async Task CreateAsync(RoutingPerson[] people)
    {
        await RunAsync(isSameJob ? Schema + SameJobSchema : Schema);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var writer = await connection.BeginBinaryImportAsync("copy person (id, skills, capacity, load, present, idle_since) from stdin (format binary)");
        for (var i = 0; i < people.Length; i++)
        {
            await writer.StartRowAsync();
            await writer.WriteAsync(i);
            await writer.WriteAsync((long)people[i].Skills);
            await writer.WriteAsync(people[i].Capacity);
            await writer.WriteAsync(0);
            await writer.WriteAsync(true);
            await writer.WriteAsync(-i % 1_000L);
        }

        await writer.CompleteAsync();
    }

    /// <summary>Before the clock runs: items to give out, all people free, nothing dead in the tables.</summary>
    public async Task PrepareAsync(int items)
    {
        await RunAsync(string.Create(CultureInfo.InvariantCulture, $"""
            insert into item select {_items} + n, 1::bigint << (n * 7919 % {RoutingWork.Skills}), 1, {_items} + n, 0, null, 0, repeat('w', 250), 1000000 + n, 'queue-1', 1 from generate_series(1, {items}) n;
            update person set load = 0;
            """));
        await RunAsync("vacuum analyze item");
        await RunAsync("vacuum analyze person");
        await RunAsync("checkpoint");
        _items += items;
    }

    /// <summary>Items offered and accepted a second.</summary>
    public async Task<double> RunAsync(int items, int clients)
    {
        var left = items;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
            await connection.OpenAsync();
            await using var offer = new NpgsqlCommand(Offer.Replace("{0}", isSameJob ? OfferDeadline : "", StringComparison.Ordinal), connection) { Parameters = { new() { Value = Data } } };
            await using var accept = new NpgsqlCommand(Accept.Replace("{0}", isSameJob ? AcceptedToo : "", StringComparison.Ordinal).Replace("{1}", isSameJob ? ClaimedToo : "", StringComparison.Ordinal), connection)
            {
                Parameters = { new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint }, new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer }, new() { Value = Data } },
            };
            await offer.PrepareAsync();
            await accept.PrepareAsync();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await OneAsync(offer, accept);
            }
        })));
        return items / clock.Elapsed.TotalSeconds;
    }

    /// <summary>A try that found item or person in somebody else's hands is made again.</summary>
    private static async Task OneAsync(NpgsqlCommand offer, NpgsqlCommand accept)
    {
        while (true)
        {
            await using var reader = await offer.ExecuteReaderAsync();
            if (await reader.ReadAsync())
            {
                (accept.Parameters[0].Value, accept.Parameters[1].Value) = (reader.GetInt64(0), reader.GetInt32(1));
                break;
            }
        }

        if (await accept.ExecuteScalarAsync() is null)
        {
            throw new InvalidOperationException("An offer could not be accepted.");
        }
    }

    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false;Command Timeout=120");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
