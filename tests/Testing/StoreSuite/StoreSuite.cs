using Conversations.Contracts.Ports;
using Xunit;

namespace Conversations.Testing.StoreSuite;

/// <summary>
/// The laws of the store, one suite for every engine and for the simulation's store. A concrete class names the fixture; each test has a database of its own.
/// </summary>
public abstract class StoreSuite : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _opened = [];
    private IStoreFixture? _fixture;

    protected StorePorts Store { get; private set; } = null!;

    protected IJournal Journal => Store.Journal;

    protected IStoreFixture Fixture => _fixture!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _fixture = await MakeFixtureAsync();
        Store = await OpenAnotherAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var opened in _opened)
        {
            await opened.DisposeAsync();
        }

        if (_fixture is not null)
        {
            await _fixture.DisposeAsync();
        }
    }

    protected abstract ValueTask<IStoreFixture> MakeFixtureAsync();

    /// <summary>A further process on the same database, started.</summary>
    protected async ValueTask<StorePorts> OpenAnotherAsync()
    {
        var ports = Fixture.Open();
        _opened.Add(ports);
        await ports.Store.StartAsync(static _ => ValueTask.CompletedTask, Ct);
        return ports;
    }

    /// <summary>A seeded generator whose seed is printed; SEED in the environment replays one.</summary>
    protected static Random Seeded()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SEED"), out var given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"SEED={seed}");
        return new Random(seed);
    }

    protected async Task<Appended> MustAppendAsync(Append append) => Assert.IsType<Appended>(await Journal.AppendAsync(append));
}
