using Conversations.Testing.MemoryStore;
using Conversations.Testing.StoreSuite;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Simulation;

/// <summary>The memory store keeps the same laws as SQLite and PostgreSQL; else what is simulated on it proves nothing.</summary>
internal sealed class MemoryFixture : IStoreFixture
{
    private readonly MemoryDatabase _database = new();

    public StorePorts Open() =>
        StorePorts.Of(new ServiceCollection().AddSingleton(TimeProvider.System).AddMemoryStore(_database).BuildServiceProvider());

    public ValueTask<byte[]> DumpAsync() => new(_database.Locked(_database.Dump));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class MemoryJournalTests : JournalSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new MemoryFixture());
}

public sealed class MemoryOutboxTests : OutboxSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new MemoryFixture());
}

public sealed class MemorySummaryTests : SummarySuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new MemoryFixture());
}

public sealed class MemoryRowsTests : RowsSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new MemoryFixture());
}

public sealed class MemoryFeedTests : FeedSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new MemoryFixture());
}

public sealed class MemoryStartTests : StartSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new MemoryFixture());
}

public sealed class MemoryContentionTests : ContentionSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new MemoryFixture());
}

public sealed class MemoryDocumentTests : DocumentSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new MemoryFixture());
}

public sealed class MemoryGoldenJournalTests : GoldenJournalSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new MemoryFixture());
}

public sealed class MemoryAttachmentTests : AttachmentSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new MemoryFixture());
}

public sealed class MemoryPromiseTests : PromiseSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new MemoryFixture());
}

public sealed class MemoryNoticeTests : NoticeSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new MemoryFixture());
}
