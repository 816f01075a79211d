using Conversations.Testing;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>
/// Real processes, killed with SIGKILL under load. The harness's ledger says what was acknowledged; its checker holds the journal against it:
/// nothing acknowledged lost, nothing doubled, every sequence whole.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 5;
    private const int SecondsBetween = 5;
    private static readonly int Rounds = Environment.GetEnvironmentVariable("CONVERSATIONS_FAULTS") is null ? 1 : 5;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_process_on_SQLite_is_killed()
    {
        await using var server = new ConversationsServer();
        await KillUnderLoadAsync(server, server.KillAsync, server.StartAsync);
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_process_on_PostgreSQL_is_killed()
    {
        await using var database = new PostgreSqlServer();
        await using var server = await OnPostgreSqlAsync(database);
        await KillUnderLoadAsync(server, server.KillAsync, server.StartAsync);
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_PostgreSQL_itself_is_killed()
    {
        await using var database = new PostgreSqlServer();
        await using var server = await OnPostgreSqlAsync(database);
        await KillUnderLoadAsync(server, database.KillAsync, database.StartAsync);
    }

    private static async Task<ConversationsServer> OnPostgreSqlAsync(PostgreSqlServer database) =>
        new(("Store__Provider", "PostgreSql"), ("Store__ConnectionString", database.ConnectionString(await database.CreateDatabaseAsync())));

    private async Task KillUnderLoadAsync(ConversationsServer server, Func<Task> kill, Func<Task> start)
    {
        for (var round = 1; round <= Rounds; round++)
        {
            if (round == 1)
            {
                await server.StartAsync();
            }

            var seed = Environment.TickCount;
            output.WriteLine($"round {round}, seed {seed}");
            await using var load = new LoadRun(server.Address, (Kills * SecondsBetween) + 10, seed);
            for (var killed = 0; killed < Kills; killed++)
            {
                // Load must run between two kills; there is nothing to wait for but time itself.
                await Task.Delay(TimeSpan.FromSeconds(SecondsBetween));
                await kill();
                await start();
            }

            var verdict = await load.VerdictAsync();
            output.WriteLine(load.Output);
            Assert.True(verdict == 0, $"The checker ended with {verdict}.\n{load.Output}\n--- server ---\n{server.Output}");
        }
    }
}
