using Conversations.Store;
using Conversations.Testing.StoreSuite;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Store.Tests.Sqlite;

/// <summary>A SQLite file in a folder of its own.</summary>
internal sealed class SqliteFixture : IStoreFixture
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conversations-sqlite-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "data", "conversations.db");

    public StorePorts Open() => Open(static _ => { });

    public StorePorts Open(Action<StoreOptions> change)
    {
        var options = new StoreOptions { ConnectionString = $"Data Source={Path}" };
        change(options);
        return StorePorts.Of(new ServiceCollection().AddLogging().AddConversationsStore(options).BuildServiceProvider());
    }

    public async ValueTask<byte[]> DumpAsync()
    {
        using var all = new MemoryStream();
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(Path)!))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await stream.CopyToAsync(all);
        }

        return all.ToArray();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
