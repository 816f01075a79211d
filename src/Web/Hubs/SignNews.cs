using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Conversations.Contracts;
using Told = Conversations.Contracts.Feed.Sign;

namespace Conversations.Web.Hubs;

/// <summary>One sign of one person in one conversation, whatever line it is given from.</summary>
public readonly record struct SignKey(string Conversation, string Employee, string Kind);

/// <summary>
/// What the other web nodes are told of the signs given here. A sign is told for a few seconds and renewed with the node's beat for as long as it is given, so that the loss of
/// the call that ends it is mended by silence. Of each sign there is one word at a time, and a bounded number of all: a thousand keystrokes are one. Not for two threads at once.
/// </summary>
internal sealed class SignNews(TimeProvider time)
{
    /// <summary>Three renewals may be lost before a sign that is given vanishes elsewhere.</summary>
    public static readonly TimeSpan ToldFor = TimeSpan.FromSeconds(9);

    /// <summary>So many are renewed in time, when a second's telling holds <see cref="Limits.SignsBatchMax"/>; more are not told.</summary>
    public const int GivenMax = 6 * Limits.SignsBatchMax;

    private readonly Dictionary<SignKey, Given> _given = [];
    private readonly OrderedDictionary<SignKey, Told> _ended = [];

    public void Give(SignKey sign, string name)
    {
        if (_given.Count < GivenMax || _given.ContainsKey(sign))
        {
            ref var given = ref CollectionsMarshal.GetValueRefOrAddDefault(_given, sign, out _);
            given = given with { Name = name };
        }
    }

    public void End(SignKey sign, string name)
    {
        // What was never told need not be ended; what cannot be ended for want of room runs out.
        if (_given.Remove(sign, out var given) && given.ToldAt is not null && _ended.Count < Limits.SignsBatchMax)
        {
            _ended[sign] = TellOf(sign, name, TimeSpan.Zero);
        }
    }

    /// <summary>Ends first, then what is new, then what has waited longest for its renewal; at most <see cref="Limits.SignsBatchMax"/>.</summary>
    /// <param name="givenUntil">Until when a sign is given here; null when it is not any more.</param>
    public ImmutableArray<Told> Take(Func<SignKey, DateTimeOffset?> givenUntil)
    {
        var now = time.GetUtcNow();
        var told = ImmutableArray.CreateBuilder<Told>();
        told.AddRange(_ended.Where(ended => !_given.ContainsKey(ended.Key)).Select(static ended => ended.Value));
        _ended.Clear();
        var due = new List<(SignKey Sign, Given Given, DateTimeOffset Until)>();
        foreach (var (sign, given) in _given)
        {
            if (givenUntil(sign) is not { } until || until <= now)
            {
                _given.Remove(sign);
            }
            else if (given.ToldAt is not { } at || (now - at >= Limits.NodeBeat && until > given.ToldUntil))
            {
                due.Add((sign, given, until));
            }
        }

        foreach (var (sign, given, until) in due.OrderBy(static one => one.Given.ToldAt ?? DateTimeOffset.MinValue).Take(Limits.SignsBatchMax - told.Count))
        {
            var lasts = until - now < ToldFor ? until - now : ToldFor;
            _given[sign] = given with { ToldAt = now, ToldUntil = now + lasts };
            told.Add(TellOf(sign, given.Name, lasts));
        }

        return told.DrainToImmutable();
    }

    private static Told TellOf(SignKey sign, string name, TimeSpan lasts) =>
        new(new ConversationId(sign.Conversation), new EmployeeId(sign.Employee), name, sign.Kind, (int)Math.Ceiling(lasts.TotalSeconds));

    /// <param name="ToldAt">Null when the others do not know of it yet.</param>
    private readonly record struct Given(string Name, DateTimeOffset? ToldAt, DateTimeOffset ToldUntil);
}
