using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Feed;

namespace Conversations.Bench;

/// <summary>What the live side of a web node stands on, as cheap as it can be: the bench measures what is above.</summary>
internal sealed class PushStore : ISummaries, IJournal, IJournalFeed, IFeedLine, IRevocation, IDirectory
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly ConversationIds Ids = new([1, 2, 3]);
    private static readonly string[] States = [ConversationStates.New, ConversationStates.Owned, ConversationStates.WaitingCustomer];
    private readonly Dictionary<ConversationId, SummaryRow> _rows = [];
    private readonly ConversationId[] _ids;
    private readonly int _people;

    public PushStore(int conversations, int people)
    {
        _people = people;
        _ids = [.. Enumerable.Range(0, conversations).Select(static number => Ids.Of(new ChannelId("web"), number.ToString(CultureInfo.InvariantCulture)))];
        for (var number = 0; number < conversations; number++)
        {
            Change(number, "first words of a customer about a parcel that did not come", DateTimeOffset.UnixEpoch);
        }
    }

    public DirectoryView Current { get; } = new(FrozenDictionary<string, string>.Empty, FrozenDictionary<string, EmployeeId>.Empty);

    public int Count => _ids.Length;

    public IEnumerable<SummaryRow> All => _rows.Values;

    /// <summary>The next version of a conversation.</summary>
    public SummaryRow Change(int number, string text, DateTimeOffset now)
    {
        var head = (_rows.GetValueOrDefault(_ids[number])?.Head ?? 0) + 1;
        var state = States[number % States.Length];
        var isOwned = state != ConversationStates.New;
        return _rows[_ids[number]] = new SummaryRow
        {
            Id = _ids[number], Channel = new ChannelId("web"), ChannelKind = "webhook", Thread = $"thread-{number}", Visibility = "private",
            Customer = new CustomerView { Id = $"customer-{number}", Name = $"Customer {number}", Handle = $"@customer{number}", Followers = number },
            State = state, Owner = isOwned ? new EmployeeId(Person(number % _people)) : null, Queue = new QueueId($"queue-{number % 10}"),
            Priority = "normal", Labels = number % 5 == 0 ? ["vip"] : [], Head = head, LastText = text, LastAt = now == default ? Start : now, LastBy = "customer",
            WaitingSince = isOwned ? null : Start.AddSeconds(number), DueAt = number % 2 == 0 ? Start.AddSeconds((number * 7919) % 100_000) : null,
            CreatedAt = Start, Unattended = !isOwned,
        };
    }

    public static string Person(int number) => string.Create(CultureInfo.InvariantCulture, $"person-{number}");

    public ValueTask<SummaryRow?> ReadAsync(ConversationId id, CancellationToken cancellationToken) => new(_rows.GetValueOrDefault(id));

    public ValueTask<ImmutableArray<SummaryRow>> ReadManyAsync(ImmutableArray<ConversationId> ids, CancellationToken cancellationToken) => new([.. ids.Select(id => _rows[id])]);

    public ValueTask<ImmutableArray<SummaryRow>> ReadOpenAsync(ConversationId? after, int limit, CancellationToken cancellationToken) => new(after is null ? [.. _rows.Values] : []);

    public ValueTask<ImmutableArray<WriterHead>> ReadWriterHeadsAsync(CancellationToken cancellationToken) => new([]);

    public ValueTask<ImmutableArray<CommittedBatch>> ReadBatchesAsync(string writer, long afterBatchNo, int limit, CancellationToken cancellationToken) => new([]);

    public ValueTask<Caller?> FindCallerAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        new(new Caller(new EmployeeId(principal.FindFirst(CallerClaims.Employee)!.Value), "Somebody", Role.Agent, "key"));

    public Task ListenAsync(IFeedObserver observer) => Task.CompletedTask;

    public Task LeaveAsync() => Task.CompletedTask;

    public Task<ImmutableArray<IFeedObserver>> OthersAsync() => Task.FromResult<ImmutableArray<IFeedObserver>>([]);

    public ValueTask RefreshAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public IDisposable Subscribe(Action<CommittedBatch> onCommitted) => throw new NotSupportedException();

    public ValueTask<SummaryPage> QueryAsync(SummaryQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ImmutableArray<CarriedConversation>> ReadCarriedAsync(EmployeeId owner, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ListCounts> CountAsync(EmployeeId reader, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<AppendOutcome> AppendAsync(Append append) => throw new NotSupportedException();

    public ValueTask<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ImmutableArray<EntryRow>> ReadEntriesAsync(string stream, long afterSeq, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<KnownCommand?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask EraseWordsAsync(string stream, CancellationToken cancellationToken) => throw new NotSupportedException();
}
