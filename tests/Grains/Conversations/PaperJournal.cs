using System.Collections.Immutable;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Tests.Conversations;

/// <summary>Holds entries of one conversation for reading; nothing can be appended.</summary>
internal sealed class PaperJournal(ImmutableArray<EntryRow> entries) : IJournal
{
    public ValueTask<ImmutableArray<EntryRow>> ReadEntriesAsync(string stream, long afterSeq, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ImmutableArray<EntryRow>>([.. entries.Where(entry => entry.Seq > afterSeq).Take(limit)]);

    public ValueTask<AppendOutcome> AppendAsync(Append append) => throw new NotSupportedException();

    public ValueTask<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<KnownCommand?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask EraseWordsAsync(string stream, CancellationToken cancellationToken) => throw new NotSupportedException();
}
