using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Hubs;
using Conversations.Web.Json;
using Conversations.Web.Lists;

namespace Conversations.Live.Tests.Hubs;

/// <summary>Snapshot before and the frames pushed after it give exactly what the store would answer now.</summary>
public sealed class ListSnapshotLawTests
{
    public static readonly string[] Specs =
    [
        """{"view":"mine"}""",
        """{"view":"mine","sort":"newest","size":3}""",
        """{"view":"unattended"}""",
        """{"view":"unattended","sort":"oldest","offset":5,"size":10}""",
        """{"view":"unattended","queue":"billing","label":"vip"}""",
        """{"view":"queue","queue":"press","sort":"newest"}""",
        """{"view":"queue"}""",
        """{"view":"all","sort":"newest","size":100}""",
        """{"view":"all","state":"owned","owner":"ben"}""",
        """{"view":"all","state":"resolved","sort":"oldest"}""",
        """{"view":"all","state":"closed","sort":"newest","size":20}""",
        """{"view":"all","q":"GUITAR","sort":"newest","size":20}""",
        """{"view":"mine","q":"guitar"}""",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task It_holds_for_every_view_filter_and_sort_under_random_work(int seed)
    {
        var work = new RandomWork(seed, conversations: 120);
        using var node = new LiveNode(cache: new SummaryCache(rowsMax: 20), configure: static options => options.ListsMax = 50);
        for (var step = 0; step < 100; step++)
        {
            node.Store.Put(work.Change());
        }

        node.Load();
        var dashboards = new[] { node.Open(Rows.Ana), node.Open(Rows.Ben), node.Open(Rows.Ana) };
        var watched = await WatchAll(dashboards);
        for (var burst = 0; burst < 60; burst++)
        {
            for (var change = work.Next(12); change >= 0; change--)
            {
                node.Commit(work.Change());
            }

            await MoveOne(work, watched);
            node.Round();
            if (burst % 15 == 14)
            {
                node.Settle();
                watched.ForEach(one => one.MustBeTrue(node));
            }
        }

        Assert.All(watched, static one => Assert.True(one.Reader.Deltas > 0 || one.HasMoved));
    }

    [Fact]
    public async Task Two_nodes_with_news_lost_doubled_and_shuffled_show_the_same_as_the_store()
    {
        var work = new RandomWork(7, conversations: 60);
        var store = new LiveStore();
        var time = new LiveTime();
        using var first = new LiveNode(store, time, configure: static options => options.ListsMax = 50);
        using var second = new LiveNode(store, time, configure: static options => options.ListsMax = 50);
        var watched = await WatchAll([first.Open(Rows.Ana), second.Open(Rows.Ana)]);
        var late = new List<CommittedBatch>();
        for (var step = 0; step < 400; step++)
        {
            var batch = store.Commit(work.Change());
            first.State.Apply(batch);
            late.Add(batch);
            if (late.Count == 10)
            {
                // The second node hears them in another order, one twice, and one only when it reads the hole: then with the newest summary.
                foreach (var told in late.OrderBy(_ => work.Next(100)).Skip(1).Append(late[0]))
                {
                    second.State.Apply(told);
                }

                foreach (var read in await store.ReadBatchesAsync("w1", late[0].BatchNo - 1, 100, default))
                {
                    second.State.Apply(read);
                }

                late.Clear();
            }

            first.Pump.Round();
            second.Round();
        }

        first.Settle();
        second.Settle();
        watched.ForEach(one => one.MustBeTrue(one.IsOf(first) ? first : second));
    }

    private static async Task<List<Watched>> WatchAll(IReadOnlyList<TestDashboard> dashboards)
    {
        var watched = new List<Watched>();
        foreach (var dashboard in dashboards)
        {
            foreach (var spec in Specs)
            {
                watched.Add(new Watched(dashboard, spec, await dashboard.WatchList(spec)));
            }
        }

        return watched;
    }

    private static async Task MoveOne(RandomWork work, List<Watched> watched)
    {
        var one = watched[work.Next(watched.Count)];
        if (work.Next(3) == 0)
        {
            await one.Move(work.Next(30), 1 + work.Next(40));
        }
    }

    internal sealed class Watched(TestDashboard dashboard, string spec, ListReader reader)
    {
        private ListPlace _place = ListSpecReader.Read(JsonDocument.Parse(spec).RootElement, dashboard.Me.Caller.Employee);

        public ListReader Reader => reader;
        public bool HasMoved { get; private set; }

        public bool IsOf(LiveNode node) => node.Dashboards.Find(dashboard.Me.Id) is not null;

        public async Task Move(int offset, int size)
        {
            await dashboard.MoveList(reader, offset, size);
            _place = _place with { Offset = offset, Size = size };
            HasMoved = true;
        }

        public void MustBeTrue(LiveNode node)
        {
            var me = dashboard.Me.Caller.Employee;
            var whole = Oracle.Page(node.Store.All, _place.Spec.ToQuery(me, 100_000, cursor: null));
            var rows = whole.Items.Skip(_place.Offset).Take(_place.Size).ToList();
            Assert.True(rows.Select(static row => row.Id.Value).SequenceEqual(reader.Order), $"{spec} is in another order.");
            Assert.Equal(rows.ConvertAll(row => Encoding.UTF8.GetString(SummaryJson.ToUtf8(row, node.Directory.Current))), reader.Items.Select(Plain));
            Assert.Equal(whole.Total, reader.Total);
            var counts = Encoding.UTF8.GetString(JsonText.Bytes(Oracle.Count(node.Store.All, me), static (writer, it) => Write(writer, it)));
            Assert.Equal(counts, Plain(reader.Counts));
        }

        private static string Plain(JsonNode json) => json.ToJsonString(new JsonSerializerOptions { Encoder = JsonText.Writing.Encoder });

        private static void Write(Utf8JsonWriter writer, ListCounts counts)
        {
            writer.WriteStartObject();
            writer.WriteNumber("mine", counts.Mine);
            writer.WriteNumber("unattended", counts.Unattended);
            writer.WriteNumber("all", counts.All);
            writer.WriteStartObject("queues");
            foreach (var (queue, count) in counts.Queues)
            {
                writer.WriteNumber(queue, count);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }
    }
}
