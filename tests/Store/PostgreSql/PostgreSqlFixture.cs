using System.Text;
using Conversations.Testing;
using Conversations.Testing.StoreSuite;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace Conversations.Store.Tests.PostgreSql;

/// <summary>A database of its own in the run's private PostgreSQL.</summary>
internal sealed class PostgreSqlFixture(PostgreSqlServer server, string database) : IStoreFixture
{
    public string Database => database;

    public static async ValueTask<IStoreFixture> MakeAsync(PostgreSqlServer server) => new PostgreSqlFixture(server, await server.CreateDatabaseAsync());

    public StorePorts Open() => Open(static _ => { });

    public StorePorts Open(Action<StoreOptions> change)
    {
        var options = new StoreOptions { Provider = StoreProvider.PostgreSql, ConnectionString = server.ConnectionString(database) };
        change(options);
        return StorePorts.Of(new ServiceCollection().AddLogging().AddConversationsStore(options).BuildServiceProvider());
    }

    public async ValueTask<byte[]> DumpAsync() => Encoding.UTF8.GetBytes(await server.DumpAsync(database));

    public async ValueTask DisposeAsync() => await server.DropDatabaseAsync(database);
}
