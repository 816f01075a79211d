using Conversations.Store.GrainState;
using Conversations.Store.Tests.Sqlite;
using Conversations.Testing.StoreSuite;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Conversations.Store.Tests;

public sealed class StoreGrainStorageTests : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("queue", "queue-1");
    private readonly SqliteFixture _fixture = new();
    private StorePorts _store = null!;

    private StoreGrainStorage Storage => new(_store.Settings);

    public async ValueTask InitializeAsync()
    {
        _store = _fixture.Open();
        await _store.Store.StartAsync(static _ => ValueTask.CompletedTask, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task State_that_was_never_written_is_empty_and_has_no_etag()
    {
        var state = new GrainState<Line> { State = new Line { Name = "old" }, ETag = "x", RecordExists = true };
        await Storage.ReadStateAsync("queue", Grain, state);

        Assert.Equal((null, null, false), (state.State!.Name, state.ETag, state.RecordExists));
    }

    [Fact]
    public async Task State_is_written_read_and_cleared_and_stands_in_the_settings_rows()
    {
        var written = new GrainState<Line> { State = new Line { Name = "Refunds" } };
        await Storage.WriteStateAsync("queue", Grain, written);
        var read = new GrainState<Line>();
        await Storage.ReadStateAsync("queue", Grain, read);

        Assert.Equal(("Refunds", written.ETag, true), (read.State!.Name, read.ETag, read.RecordExists));
        Assert.Equal("queue-1", Assert.Single(await _store.Settings.ListAsync("queue", null, 10, CancellationToken.None)).Id);

        await Storage.ClearStateAsync("queue", Grain, read);
        Assert.Equal((null, null, false), (read.State!.Name, read.ETag, read.RecordExists));
        await Storage.ReadStateAsync("queue", Grain, written);
        Assert.False(written.RecordExists);
    }

    [Fact]
    public async Task A_write_or_a_clear_with_an_old_etag_is_inconsistent()
    {
        var one = new GrainState<Line> { State = new Line { Name = "one" } };
        await Storage.WriteStateAsync("queue", Grain, one);
        var two = new GrainState<Line>();
        await Storage.ReadStateAsync("queue", Grain, two);
        await Storage.WriteStateAsync("queue", Grain, one);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("queue", Grain, two));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("queue", Grain, new GrainState<Line>(new Line())));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("queue", Grain, two));
    }

    private sealed class Line
    {
        public string? Name { get; init; }
    }
}
