using System.Collections.Immutable;
using System.Globalization;
using Conversations.Load.Options;

namespace Conversations.Load.Plan;

/// <summary>
/// Every post of a run with the moment it is due, made before the run from the seed alone. The customers are open-loop:
/// the schedule does not wait for answers, and latency counts from the due time, so a stalled target cannot hide its stall.
/// </summary>
public sealed class Schedule
{
    private const double ArrayShare = 0.10;
    private const int ArrayItemsMax = 8;
    private const double MalformedShareOfArrays = 0.25;
    private const double HostileShare = 0.03;
    private const double MediaShare = 0.04;
    private const double ThreadSkew = 1.05;
    private const int TextWordsMax = 24;
    private static readonly string[] AbsurdTimes = ["yesterday", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59Z", "-1", "2026-13-45"];

    private readonly Profile _profile;
    private readonly ulong _seed;
    private readonly string _tag;
    private readonly int _channels;
    private readonly Zipf _zipf;
    private int _items;

    private Schedule(Profile profile, ulong seed, string tag, int channels)
    {
        (_profile, _seed, _tag, _channels) = (profile, seed, tag, channels);
        _zipf = new Zipf(profile.Threads, ThreadSkew);
    }

    /// <param name="profile">How much.</param>
    /// <param name="seed">Same seed, same schedule.</param>
    /// <param name="tag">Stands in every id and thread name, so that two runs on one target never meet.</param>
    /// <param name="channels">How many channels the threads are spread over.</param>
    public static ImmutableArray<Post> Create(Profile profile, ulong seed, string tag, int channels) =>
        new Schedule(profile, seed, tag, channels).Posts();

    private ImmutableArray<Post> Posts()
    {
        var dice = Dice.For(_seed, "schedule");
        var posts = new List<Post>();
        var due = 0.0;
        while ((due += -Math.Log(1 - dice.Share()) / _profile.PostsPerSecond) < _profile.Load.TotalSeconds)
        {
            var post = FreshPost(dice, TimeSpan.FromSeconds(due));
            posts.Add(post);
            if (dice.Chance(_profile.DuplicateShare))
            {
                posts.Add(Repeat(dice, post));
            }
        }

        return [.. posts.OrderBy(post => post.Due).ThenBy(post => post.Kind).Select((post, number) => post with { Number = number })];
    }

    private Post FreshPost(Dice dice, TimeSpan due)
    {
        var channel = dice.Below(_channels);
        if (!dice.Chance(ArrayShare))
        {
            return new Post(0, due, PostKind.Fresh, false, [FreshItem(dice, channel)]);
        }

        var items = new List<Item>();
        for (var count = 2 + dice.Below(ArrayItemsMax - 1); count > 0; count--)
        {
            items.Add(FreshItem(dice, channel));
        }

        if (dice.Chance(MalformedShareOfArrays))
        {
            items.Insert(dice.Below(items.Count + 1), FreshItem(dice, channel) with { Thread = null });
        }

        return new Post(0, due, PostKind.Fresh, true, [.. items]);
    }

    private Item FreshItem(Dice dice, int channel)
    {
        var number = ++_items;
        // A thread lives on one channel: its number says on which.
        var rank = _zipf.Draw(dice);
        var thread = rank - (rank % _channels) + channel;
        var start = string.Create(CultureInfo.InvariantCulture, $"[{_tag} m{number}]");
        var text = dice.Chance(HostileShare) ? Phrases.SayHostile(dice, start) : Phrases.Say(dice, start, TextWordsMax);
        var hasMedia = dice.Chance(MediaShare);
        return new Item(
            channel,
            string.Create(CultureInfo.InvariantCulture, $"{_tag}-m{number}"),
            string.Create(CultureInfo.InvariantCulture, $"{_tag}-t{thread}"),
            thread,
            hasMedia && dice.Chance(0.5) ? "" : text,
            VisibilityOf(dice, thread),
            SentAt(dice, number),
            hasMedia);
    }

    /// <summary>Threads are public, private, silent about it (= private), or both in turn.</summary>
    private string? VisibilityOf(Dice dice, int thread) => Dice.For(_seed, "thread " + thread).Below(10) switch
    {
        < 4 => "public",
        < 7 => "private",
        < 9 => null,
        _ => dice.Chance(0.5) ? "public" : "private",
    };

    private static string? SentAt(Dice dice, int number) => dice.Below(20) switch
    {
        0 => dice.Pick(AbsurdTimes),
        < 6 => null,
        _ => DateTimeOffset.UnixEpoch.AddYears(56).AddSeconds(number).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
    };

    private static Post Repeat(Dice dice, Post post) => dice.Chance(0.4)
        ? post with { Kind = PostKind.ConcurrentRepeat }
        : post with { Kind = PostKind.LaterRepeat, Due = post.Due + TimeSpan.FromSeconds(0.3 + (2 * dice.Share())) };
}
