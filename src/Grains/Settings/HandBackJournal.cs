using System.Globalization;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Settings;

/// <summary>
/// Hand-backs as entries of the person's own stream: who gave back how many of whose, and the answer under the order's id. Each conversation has its own entries
/// beside; this one says that the order is done.
/// </summary>
internal sealed class HandBackJournal(IJournal journal, TimeProvider time)
{
    /// <summary>Of entries in a person's own stream; conversations have none of it.</summary>
    private const string HandedBack = "handedBack";

    public async Task<HandBackOutcome?> FindAsync(HandBackOrder order, Caller caller) =>
        await journal.FindCommandAsync(order.Id, CancellationToken.None) is { } known ? Answer(known, order, caller) : null;

    public async Task<HandBackOutcome> RecordAsync(HandBackOrder order, Caller caller, int returned)
    {
        for (var conflicts = 0; conflicts <= Limits.ConflictRetriesMax; conflicts++)
        {
            var head = await journal.ReadHeadAsync(PersonStream.Of(order.From), CancellationToken.None);
            switch (await journal.AppendAsync(AppendOf(order, caller, returned, head)))
            {
                case Appended:
                    return new HandBackOutcome(returned, IsReused: false);
                case KnownBefore { Commands: [var known, ..] }:
                    return Answer(known, order, caller);
                case Conflict:
                    continue;
                case var refusal:
                    throw new InvalidOperationException($"The journal refused a hand-back: {refusal}.");
            }
        }

        throw new StoreUnavailableException("The person's stream moved too often.");
    }

    private Append AppendOf(HandBackOrder order, Caller caller, int returned, StreamHead? head) => new()
    {
        Stream = PersonStream.Of(order.From),
        ExpectedVersion = head?.Version ?? 0,
        Entries =
        [
            new NewEntry
            {
                Seq = (head?.Head ?? 0) + 1,
                At = time.GetUtcNow(),
                Kind = HandedBack,
                Actor = caller.Actor,
                Data = JsonSerializer.Serialize(new Dictionary<string, int> { ["returned"] = returned }),
            },
        ],
        State = head?.State ?? PersonStream.StateOf(null),
        StateShape = PersonStream.StateShape,
        Commands = [new CommandRow(order.Id, FingerprintOf(order, caller), returned.ToString(CultureInfo.InvariantCulture))],
    };

    private static HandBackOutcome Answer(KnownCommand known, HandBackOrder order, Caller caller) =>
        known.Fingerprint == FingerprintOf(order, caller)
            ? new HandBackOutcome(int.Parse(known.Answer, CultureInfo.InvariantCulture), IsReused: false)
            : new HandBackOutcome(0, IsReused: true);

    private static string FingerprintOf(HandBackOrder order, Caller caller) => Fingerprint.Of(order, caller);
}
