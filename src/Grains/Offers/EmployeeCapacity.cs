using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Conversations.Contracts;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Offers;

/// <summary>
/// The units of one person. Every grant is a fenced append to her own stream: of two activations, or of sixty-four orders at once, nobody is told yes for the same room, and a silo that dies
/// leaves what it granted in the store. What is let go costs no append of its own: it is forgotten here and written with the next grant. Whoever reads the older book in between looks at the
/// conversation, where an offer that has ended has ended for ever.
/// </summary>
internal sealed class EmployeeCapacity(EmployeeId employee, IJournal journal, ISummaries summaries, TimeProvider time, OfferOptions options)
{
    private const int StateShape = 1;
    private readonly string stream = "capacity-" + employee.Value;
    private CapacityBook book = CapacityBook.Empty;
    private StreamHead? head;
    private bool isRead;

    public DateTimeOffset? GrantedAt => book.GrantedAt;

    /// <summary>Counts anew, and lets go of what is over.</summary>
    public async Task<int> CountAsync()
    {
        await ReadAsync();
        var now = time.GetUtcNow();
        book = await LeftAsync(now);
        return CapacityDecisions.InUse(book, await OwnedAsync(now));
    }

    /// <summary>Whether the units are kept, and how many are in use then.</summary>
    public async Task<(bool IsGranted, int InUse)> ReserveAsync(UnitsOrder order, int capacity)
    {
        for (var conflicts = 0; conflicts <= Limits.ConflictRetriesMax; conflicts++)
        {
            await ReadAsync();
            var now = time.GetUtcNow();

            // First what is kept, then what is owned: what is accepted in between counts once at least.
            var left = await LeftAsync(now);
            var owned = await OwnedAsync(now);
            if (CapacityDecisions.Reserve(left, owned, order, capacity, now) is not { } next)
            {
                return (false, CapacityDecisions.InUse(left, owned));
            }

            if (ReferenceEquals(next, book) || await WriteAsync(next))
            {
                return (true, CapacityDecisions.InUse(next, owned));
            }
        }

        throw new StoreUnavailableException("The person's units moved too often.");
    }

    /// <summary>Its offer was not made.</summary>
    public async Task ReleaseAsync(ConversationId conversation, long epoch)
    {
        await ReadAsync();
        book = CapacityDecisions.Release(book, conversation, epoch);
    }

    public async Task<ImmutableArray<ConversationId>> KeptAsync()
    {
        await ReadAsync();
        return [.. book.Kept.Select(static kept => kept.Conversation)];
    }

    /// <summary>What is still kept when each conversation was looked at whose offer may be over.</summary>
    private async Task<CapacityBook> LeftAsync(DateTimeOffset now)
    {
        var left = book;
        foreach (var kept in book.Kept)
        {
            var conversation = await journal.ReadHeadAsync(kept.Conversation.Value, CancellationToken.None);
            if (CapacityDecisions.IsOver(kept, employee, conversation is null ? null : StateCodec.Read(conversation.State).Offers, now))
            {
                left = CapacityDecisions.Release(left, kept.Conversation, kept.Epoch);
            }
        }

        return left;
    }

    private async Task<Dictionary<ConversationId, int>> OwnedAsync(DateTimeOffset now) =>
        (await summaries.ReadCarriedAsync(employee, CancellationToken.None)).ToDictionary(static one => one.Id, one => CapacityDecisions.UnitsOf(one, options, now));

    private async Task ReadAsync()
    {
        if (!isRead)
        {
            head = await journal.ReadHeadAsync(stream, CancellationToken.None);
            book = head is null ? CapacityBook.Empty : JsonSerializer.Deserialize(head.State, CapacityJson.Default.CapacityBook) ?? CapacityBook.Empty;
            isRead = true;
        }
    }

    /// <summary>False: somebody else wrote; read and decide again.</summary>
    private async Task<bool> WriteAsync(CapacityBook next)
    {
        var state = JsonSerializer.Serialize(next, CapacityJson.Default.CapacityBook);
        isRead = false;
        var append = new Append { Stream = stream, ExpectedVersion = head?.Version ?? 0, State = state, StateShape = StateShape };
        switch (await journal.AppendAsync(append))
        {
            case Appended:
                head = new StreamHead(stream, (head?.Version ?? 0) + 1, 0, StateShape, state);
                (book, isRead) = (next, true);
                return true;
            case Conflict:
                return false;
            case var refusal:
                throw new InvalidOperationException($"The journal refused units: {refusal}.");
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CapacityBook))]
internal sealed partial class CapacityJson : JsonSerializerContext;
