using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Offers;

/// <summary>
/// Who had what now waits again. Read from the newest entries where somebody had it before, which is seldom: no conversation carries it about for the few that are offered.
/// </summary>
internal static class LastLeft
{
    /// <summary>How far back it is looked for; who left it longer ago is nobody's first choice.</summary>
    private const int EntriesMax = 100;

    /// <summary>The book with what the entries add to it.</summary>
    public static async ValueTask<OfferBook> ReadAsync(IJournal journal, ConversationId id, ConversationState state)
    {
        var book = state.Offers ?? OfferBook.Empty;
        if (state.Epoch == 0 || state.Owner is not null)
        {
            return book;
        }

        var entries = await journal.ReadEntriesAsync(id.Value, Math.Max(0, state.Head - EntriesMax), EntriesMax, CancellationToken.None);
        return entries.LastOrDefault(static entry => entry.Kind == EntryKinds.Released) is { } last ? Of(book, (Released)EntryReader.Read(last, state.Thread), last.At) : book;
    }

    /// <summary>Whose absence or shift's end took it from her gets it first when she is back; who gave it up, or did nothing, is not asked at once again.</summary>
    public static OfferBook Of(OfferBook book, Released released, DateTimeOffset at) =>
        released.Reason is "away" or "handedBack" ? book with { LastOwner = released.Employee }
        : book.LetGo.Any(one => one.Employee == released.Employee && one.At >= at) ? book
        : book.Passed(released.Employee, at) with { LetGo = [.. book.Passed(released.Employee, at).LetGo.OrderBy(static one => one.At)] };
}
