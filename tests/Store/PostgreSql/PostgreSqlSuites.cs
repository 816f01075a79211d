using Conversations.Testing;
using Conversations.Testing.StoreSuite;

namespace Conversations.Store.Tests.PostgreSql;

public sealed class PostgreSqlJournalTests(PostgreSqlServer server) : JournalSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlOutboxTests(PostgreSqlServer server) : OutboxSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlSummaryTests(PostgreSqlServer server) : SummarySuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlRowsTests(PostgreSqlServer server) : RowsSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlFeedTests(PostgreSqlServer server) : FeedSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlStartTests(PostgreSqlServer server) : StartSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlContentionTests(PostgreSqlServer server) : ContentionSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlDocumentTests(PostgreSqlServer server) : DocumentSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlGoldenJournalTests(PostgreSqlServer server) : GoldenJournalSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlAttachmentTests(PostgreSqlServer server) : AttachmentSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlPromiseTests(PostgreSqlServer server) : PromiseSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlNoticeTests(PostgreSqlServer server) : NoticeSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlSearchTests(PostgreSqlServer server) : SearchSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlSearchIndexTests(PostgreSqlServer server) : SearchIndexSuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}

public sealed class PostgreSqlUnsettledReplyTests(PostgreSqlServer server) : UnsettledReplySuite
{
    protected override ValueTask<IStoreFixture> MakeFixtureAsync() => PostgreSqlFixture.MakeAsync(server);
}
