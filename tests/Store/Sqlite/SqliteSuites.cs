using Conversations.Testing.StoreSuite;

namespace Conversations.Store.Tests.Sqlite;

public sealed class SqliteJournalTests : JournalSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqliteOutboxTests : OutboxSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqliteSummaryTests : SummarySuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqliteRowsTests : RowsSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqliteFeedTests : FeedSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqliteStartTests : StartSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqliteContentionTests : ContentionSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqliteDocumentTests : DocumentSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqliteGoldenJournalTests : GoldenJournalSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqliteAttachmentTests : AttachmentSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqlitePromiseTests : PromiseSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqliteNoticeTests : NoticeSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqliteSearchTests : SearchSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqliteSearchIndexTests : SearchIndexSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}

public sealed class SqliteUnsettledReplyTests : UnsettledReplySuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => new(new SqliteFixture());
}
