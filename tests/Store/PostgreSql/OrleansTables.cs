using System.Net;
using Npgsql;

namespace Conversations.Store.Tests.PostgreSql;

/// <summary>Uses the tables as Orleans' ADO.NET providers do: the statement by its key, parameters by name, columns by name.</summary>
internal sealed class OrleansTables(NpgsqlDataSource source) : IAsyncDisposable
{
    public const string Cluster = "a-cluster";
    public const string Service = "a-service";
    public const int Active = 3;
    public const int Dead = 6;
    public static readonly DateTime Noon = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    public static IPEndPoint SiloAt(int port) => new(IPAddress.Loopback, port);

    public Task<bool> InsertVersionAsync() => IsAsync("InsertMembershipVersionKey", ("DeploymentId", Cluster));

    public Task<bool> JoinAsync(IPEndPoint silo, int expectedVersion, int status = Active, int proxyPort = 30000) => IsAsync(
        "InsertMembershipKey",
        [.. Of(silo), ("SiloName", $"silo-{silo.Port}"), ("HostName", "host"), ("Status", status), ("ProxyPort", proxyPort), ("StartTime", Noon), ("IAmAliveTime", Noon), ("Version", expectedVersion)]);

    public Task<bool> ChangeAsync(IPEndPoint silo, int expectedVersion, int status, string? suspectTimes = null) => IsAsync(
        "UpdateMembershipKey", [.. Of(silo), ("Status", status), ("SuspectTimes", suspectTimes), ("IAmAliveTime", Noon), ("Version", expectedVersion)]);

    public Task BeatAsync(IPEndPoint silo, DateTime at) => RunAsync("UpdateIAmAlivetimeKey", [.. Of(silo), ("IAmAliveTime", at)]);

    public Task<List<Dictionary<string, object?>>> MembersAsync() => RunAsync("MembershipReadAllKey", ("DeploymentId", Cluster));

    public async Task<Dictionary<string, object?>> MemberAsync(IPEndPoint silo) => Assert.Single(await RunAsync("MembershipReadRowKey", Of(silo)));

    public async Task<string> RemindAsync(string grain, string name, uint hash, int minutes) => Assert.Single(await RunAsync(
        "UpsertReminderRowKey",
        ("ServiceId", Service), ("GrainHash", (int)hash), ("GrainId", grain), ("ReminderName", name), ("StartTime", Noon), ("Period", minutes * 60_000)))["version"]!.ToString()!;

    public async Task<string[]> RemindedInAsync(uint begin, uint end) =>
    [
        .. (await RunAsync((int)begin < (int)end ? "ReadRangeRows1Key" : "ReadRangeRows2Key", ("ServiceId", Service), ("BeginHash", (int)begin), ("EndHash", (int)end)))
            .Select(static row => (string)row["grainid"]!).Order(StringComparer.Ordinal),
    ];

    public async Task<bool> IsAsync(string key, params (string Name, object? Value)[] parameters)
    {
        var row = Assert.Single(await RunAsync(key, parameters));
        return (bool)Assert.Single(row).Value!;
    }

    public async Task<List<Dictionary<string, object?>>> RunAsync(string key, params (string Name, object? Value)[] parameters)
    {
        await using var find = source.CreateCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = $1");
        find.Parameters.AddWithValue(key);
        await using var command = source.CreateCommand((string)(await find.ExecuteScalarAsync())!);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(value is null ? new NpgsqlParameter<string?>(name, null) { DbType = System.Data.DbType.String } : new NpgsqlParameter(name, value));
        }

        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, column => reader.IsDBNull(column) ? null : reader.GetValue(column)));
        }

        return rows;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static (string, object?)[] Of(IPEndPoint silo) =>
        [("DeploymentId", Cluster), ("Address", silo.Address.ToString()), ("Port", silo.Port), ("Generation", 1)];
}
