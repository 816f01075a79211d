using System.Globalization;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Bench;

/// <summary>Conversations of 20 entries with texts of about 20 words, drawn from 50,000 by a law like that of languages: the n-th word as often as 1/n. Seeded.</summary>
internal sealed class SearchWork(int entries)
{
    private const int PerConversation = 20;
    private const int WordsKnown = 50_000;
    private const int AtOnce = 400;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Random _random = new(7);
    private readonly double[] _sums = Sums();

    public async Task FillAsync(IJournal journal)
    {
        for (var first = 0; first < entries / PerConversation; first += AtOnce)
        {
            var appends = Enumerable.Range(first, Math.Min(AtOnce, (entries / PerConversation) - first)).Select(Conversation).ToList();
            foreach (var outcome in await Task.WhenAll(appends.Select(append => journal.AppendAsync(append).AsTask())))
            {
                _ = outcome as Appended ?? throw new InvalidOperationException("An append was refused.");
            }
        }
    }

    /// <summary>More conversations behind those of the fill, as fast as the journal takes them; how many entries.</summary>
    public async Task<long> WriteOnAsync(IJournal journal, CancellationToken stop)
    {
        var written = 0L;
        for (var next = entries / PerConversation; !stop.IsCancellationRequested; next += AtOnce)
        {
            var appends = Enumerable.Range(next, AtOnce).Select(Conversation).ToList();
            await Task.WhenAll(appends.Select(append => journal.AppendAsync(append).AsTask()));
            written += AtOnce * PerConversation;
        }

        return written;
    }

    /// <summary>The same searches in another order.</summary>
    public IReadOnlyList<SearchQuery> Mixed(int rounds)
    {
        var queries = Searches(rounds).SelectMany(kind => kind.Queries).ToArray();
        new Random(11).Shuffle(queries);
        return queries;
    }

    public IEnumerable<(string Name, IReadOnlyList<SearchQuery> Queries)> Searches(int rounds)
    {
        yield return ("a rare word", Make(_ => Of(Word(_random.Next(5_000, WordsKnown)))));
        yield return ("a word of one entry in fifty", Make(_ => Of(Word(_random.Next(50, 120)))));
        yield return ("one of the commonest words", Make(i => Of(Word(i % 5))));
        yield return ("two common words", Make(i => Of($"{Word(i % 5)} {Word(_random.Next(5, 40))}")));
        yield return ("three words, one rare", Make(i => Of($"{Word(i % 9)} {Word(_random.Next(10, 60))} {Word(_random.Next(3_000, 9_000))}")));
        yield return ("a word being written (3 letters)", Make(_ => Of(Word(_random.Next(0, WordsKnown))[..3])));
        yield return ("a word being written (2 letters)", Make(_ => Of(Word(_random.Next(0, WordsKnown))[..2])));
        yield return ("a customer's name", Make(_ => Of($"Name{_random.Next(entries / PerConversation)}")));
        yield return ("a thread's id", Make(_ => Of($"thread-{_random.Next(entries / PerConversation)}")));
        yield return ("common word, one owner of fifty", Make(i => Of(Word(i % 20)) with { Owner = new EmployeeId($"e-{_random.Next(50)}") }));
        yield return ("common word, an owner of nothing", Make(i => Of(Word(i % 20)) with { Owner = new EmployeeId("nobody") }));
        yield return ("common word, a label of one in hundred", Make(i => Of(Word(i % 20)) with { Label = "vip" }));
        yield return ("common word, a day long ago", Make(i => Of(Word(i % 20)) with { From = Start.AddMinutes(entries / 4), To = Start.AddMinutes((entries / 4) + 1_440) }));
        yield return ("nothing at all", Make(_ => Of("zzzzqqq")));

        List<SearchQuery> Make(Func<int, SearchQuery> one) => [.. Enumerable.Range(0, rounds).Select(one)];

        static SearchQuery Of(string words) => new() { Words = words, Limit = 20 };
    }

    private static double[] Sums()
    {
        var sums = new double[WordsKnown];
        for (var i = 0; i < WordsKnown; i++)
        {
            sums[i] = (i == 0 ? 0 : sums[i - 1]) + (1.0 / (i + 1));
        }

        return sums;
    }

    /// <summary>A word of the rank: letters that spread over the alphabet, so that beginnings are shared as in languages.</summary>
    private static string Word(int rank)
    {
        var (word, left) = ("", (rank * 7_919L) + 17_576);
        for (; left > 0; left /= 26)
        {
            word += (char)('a' + (left % 26));
        }

        return word;
    }

    private Append Conversation(int number)
    {
        var id = $"c{number.ToString("d25", CultureInfo.InvariantCulture)}";
        var first = Start.AddMinutes((double)number * PerConversation);
        var texts = Enumerable.Range(0, PerConversation).Select(_ => string.Join(' ', Enumerable.Range(0, _random.Next(5, 36)).Select(_ => Word(Rank())))).ToList();
        return new Append
        {
            Stream = id,
            ExpectedVersion = 0,
            Entries = [.. texts.Select((text, i) => Entry(i, text, first))],
            State = "{}",
            StateShape = 1,
            Summary = new SummaryRow
            {
                Id = new ConversationId(id), Channel = new ChannelId("channel-1"), ChannelKind = "webhook", Thread = $"thread-{number}", Visibility = "public",
                Customer = new CustomerView { Id = $"customer-{number}", Name = $"Name{number} Example", Handle = $"@name{number}" }, State = number % 10 == 0 ? "owned" : "closed",
                Owner = new EmployeeId($"e-{number % 50}"), Queue = new QueueId($"queue-{number % 5}"), Labels = number % 100 == 0 ? ["vip"] : [], Priority = "normal", Head = PerConversation,
                LastText = texts[^1], LastAt = first.AddMinutes(PerConversation), LastBy = "customer", CreatedAt = first, Unattended = false,
            },
        };
    }

    private static NewEntry Entry(int i, string text, DateTimeOffset first) => new()
    {
        Seq = i + 1,
        At = first.AddMinutes(i),
        Kind = i % 2 == 0 ? EntryKinds.MessageReceived : EntryKinds.ReplyQueued,
        Actor = i % 2 == 0 ? new Actor("customer", "customer", "Name") : new Actor("employee", "e-1", "Bo"),
        Data = i % 2 == 0 ? $$"""{"externalId":"m-{{i}}"}""" : "{}",
        Words = JsonSerializer.Serialize(new { text }),
    };

    private int Rank()
    {
        var at = Array.BinarySearch(_sums, _random.NextDouble() * _sums[^1]);
        return Math.Min(at < 0 ? ~at : at, WordsKnown - 1);
    }
}
