using Conversations.Testing;
using Npgsql;
using static Conversations.Store.Tests.PostgreSql.OrleansTables;

namespace Conversations.Store.Tests.PostgreSql;

/// <summary>What Orleans' providers for membership and reminders rely on, held without Orleans.</summary>
public sealed class OrleansTablesTests(PostgreSqlServer server)
{
    private static readonly System.Net.IPEndPoint First = SiloAt(11111);
    private static readonly System.Net.IPEndPoint Second = SiloAt(11112);

    [Fact]
    public async Task The_version_is_told_when_nobody_is_a_member_yet()
    {
        await using var tables = await OpenAsync();

        Assert.True(await tables.InsertVersionAsync());
        Assert.False(await tables.InsertVersionAsync());

        var row = Assert.Single(await tables.MembersAsync());
        Assert.Equal(0, row["version"]);
        Assert.Null(row["starttime"]);
        Assert.Null((await tables.MemberAsync(First))["starttime"]);
    }

    [Fact]
    public async Task A_change_by_who_read_an_older_version_is_refused_and_changes_nothing()
    {
        await using var tables = await OpenAsync();
        await tables.InsertVersionAsync();

        Assert.True(await tables.JoinAsync(First, expectedVersion: 0));
        Assert.False(await tables.JoinAsync(Second, expectedVersion: 0));
        Assert.False(await tables.JoinAsync(First, expectedVersion: 1));
        Assert.False(await tables.ChangeAsync(First, expectedVersion: 0, Dead));
        Assert.False(await tables.ChangeAsync(Second, expectedVersion: 1, Dead));
        Assert.True(await tables.ChangeAsync(First, expectedVersion: 1, Dead, "127.0.0.1:11112@1,2026-11-22 12:00:00.000 GMT"));

        var row = Assert.Single(await tables.MembersAsync());
        Assert.Equal((2, Dead, "127.0.0.1:11112@1,2026-11-22 12:00:00.000 GMT"), (row["version"], row["status"], row["suspecttimes"]));
        Assert.Equal(("silo-11111", "host", 30000, Noon), (row["siloname"], row["hostname"], row["proxyport"], row["starttime"]));
    }

    [Fact]
    public async Task Of_many_silos_that_join_at_once_one_joins_per_version()
    {
        await using var tables = await OpenAsync();
        await tables.InsertVersionAsync();

        var joined = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Task.Run(() => tables.JoinAsync(SiloAt(12000 + at), expectedVersion: 0))));

        Assert.Single(joined, static isJoined => isJoined);
        Assert.Equal(1, Assert.Single(await tables.MembersAsync())["version"]);
    }

    [Fact]
    public async Task A_heartbeat_moves_no_version_and_is_not_set_back_by_a_change()
    {
        await using var tables = await OpenAsync();
        await tables.InsertVersionAsync();
        await tables.JoinAsync(First, expectedVersion: 0);

        await tables.BeatAsync(First, Noon.AddMinutes(1));
        Assert.True(await tables.ChangeAsync(First, expectedVersion: 1, Active));

        Assert.Equal((2, Noon.AddMinutes(1)), ((int)(await tables.MemberAsync(First))["version"]!, (DateTime)(await tables.MemberAsync(First))["iamalivetime"]!));
    }

    [Fact]
    public async Task Gateways_are_active_silos_and_only_the_dead_are_cleaned_away()
    {
        await using var tables = await OpenAsync();
        await tables.InsertVersionAsync();
        await tables.JoinAsync(First, expectedVersion: 0, proxyPort: 30001);
        await tables.JoinAsync(Second, expectedVersion: 1, Dead);
        await tables.JoinAsync(SiloAt(11113), expectedVersion: 2, proxyPort: 0);

        var gateway = Assert.Single(await tables.RunAsync("GatewaysQueryKey", ("DeploymentId", Cluster), ("Status", Active)));
        Assert.Equal(("127.0.0.1", 30001, 1), (gateway["address"], gateway["proxyport"], gateway["generation"]));

        await tables.RunAsync("CleanupDefunctSiloEntriesKey", ("DeploymentId", Cluster), ("IAmAliveTime", Noon.AddDays(1)));
        Assert.Equal([11111, 11113], (await tables.MembersAsync()).Select(static row => (int)row["port"]!).Order());

        await tables.RunAsync("DeleteMembershipTableEntriesKey", ("DeploymentId", Cluster));
        Assert.Empty(await tables.MembersAsync());
    }

    [Fact]
    public async Task A_reminder_has_a_version_that_must_be_known_to_delete_it()
    {
        await using var tables = await OpenAsync();

        Assert.Equal("0", await tables.RemindAsync("scheduler/1", "wake", 7, minutes: 1));
        Assert.Equal("1", await tables.RemindAsync("scheduler/1", "wake", 7, minutes: 2));
        (string, object?)[] wake = [("ServiceId", Service), ("GrainId", "scheduler/1"), ("ReminderName", "wake")];
        var row = Assert.Single(await tables.RunAsync("ReadReminderRowKey", wake));
        Assert.Equal((120_000L, Noon, "wake"), (row["period"], row["starttime"], row["remindername"]));
        Assert.Single(await tables.RunAsync("ReadReminderRowsKey", ("ServiceId", Service), ("GrainId", "scheduler/1")));

        Assert.False(await tables.IsAsync("DeleteReminderRowKey", [.. wake, ("Version", 0)]));
        Assert.True(await tables.IsAsync("DeleteReminderRowKey", [.. wake, ("Version", 1)]));
        await tables.RemindAsync("scheduler/1", "wake", 7, minutes: 1);
        await tables.RunAsync("DeleteReminderRowsKey", ("ServiceId", Service));
        Assert.Empty(await tables.RunAsync("ReadReminderRowKey", wake));
    }

    /// <summary>The ring is of unsigned hashes; the parts of all silos together must hold each reminder exactly once.</summary>
    [Fact]
    public async Task The_parts_of_the_ring_hold_each_reminder_once()
    {
        await using var tables = await OpenAsync();
        uint[] hashes = [0, 1, 0x7FFF_FFFF, 0x8000_0000, 0x8000_0001, 0xFFFF_FFFF];
        foreach (var hash in hashes)
        {
            await tables.RemindAsync($"{hash:X8}", "wake", hash, minutes: 1);
        }

        Assert.Equal(["00000001", "7FFFFFFF"], await tables.RemindedInAsync(0, 0x7FFF_FFFF));
        Assert.Equal(["80000000", "80000001"], await tables.RemindedInAsync(0x7FFF_FFFF, 0x8000_0001));
        Assert.Equal(["00000000", "FFFFFFFF"], await tables.RemindedInAsync(0x8000_0001, 0));
        Assert.Equal(hashes.Length, (await tables.RemindedInAsync(5, 5)).Length);
    }

    private async Task<OrleansTables> OpenAsync()
    {
        var fixture = (PostgreSqlFixture)await PostgreSqlFixture.MakeAsync(server);
        await using var ports = fixture.Open();
        await ports.Store.StartAsync(static _ => ValueTask.CompletedTask, CancellationToken.None);
        return new OrleansTables(NpgsqlDataSource.Create(server.ConnectionString(fixture.Database)));
    }
}
