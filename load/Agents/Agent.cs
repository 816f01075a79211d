using System.Globalization;
using System.Text.Json;
using Conversations.Load.Ledgers;
using Conversations.Load.Plan;

namespace Conversations.Load.Agents;

/// <summary>
/// A person with a dashboard: looks at the list, opens a conversation, claims, answers, changes their mind, notes, resolves.
/// Closed-loop, as people are; the customers are the open loop.
/// </summary>
public sealed class Agent(int number, string tag, IReadOnlySet<string> channels, Dashboard dashboard, AgentCommands commands, LedgerWriter ledger, Dice dice)
{
    private const int RowsLookedAt = 12;
    private const int ReplyTriesMax = 6;
    private const int HoldSeconds = 2;
    private const double InsistShare = 0.3;
    private static readonly TimeSpan Think = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan EntryWait = TimeSpan.FromSeconds(2);
    private static readonly string[] Labels = ["load", "surge"];
    private static readonly string[] Priorities = ["low", "normal", "high", "urgent"];
    private int _replies;

    /// <param name="shiftEnd">Nothing new is begun afterwards.</param>
    /// <param name="runEnd">Everything stops.</param>
    public async Task WorkAsync(CancellationToken shiftEnd, CancellationToken runEnd)
    {
        try
        {
            while (!shiftEnd.IsCancellationRequested)
            {
                await Task.Delay(Think * (0.5 + dice.Share()), shiftEnd);
                if (NextRow() is { } row && await dashboard.WatchAsync(Id(row), runEnd) is { } watched)
                {
                    await dashboard.ReachedAsync(watched, Head(row), EntryWait, runEnd);
                    await ActAsync(watched, runEnd);
                }
            }
        }
        catch (OperationCanceledException) when (shiftEnd.IsCancellationRequested || runEnd.IsCancellationRequested)
        {
            // The shift is over.
        }
    }

    private JsonElement? NextRow() => dashboard.Read(() =>
    {
        // The target may have customers of its own: their conversations are nobody's playground.
        var shown = dashboard.List.Order.Select(dashboard.List.Row).OfType<JsonElement>().Where(IsOurs).Take(RowsLookedAt).ToArray();
        return shown.Length == 0 ? (JsonElement?)null : dice.Pick(shown);
    });

    private async Task ActAsync(WatchedConversation watched, CancellationToken runEnd)
    {
        switch (dice.Below(20))
        {
            case < 10:
                await ReplyAsync(watched, 0, runEnd);
                break;
            case < 12:
                await HoldAsync(watched, runEnd);
                break;
            case < 14:
                await GiveAsync(watched, "claim", "claim", null, runEnd);
                await ReplyAsync(watched, 0, runEnd);
                break;
            case 14:
                await GiveAsync(watched, "claim", "claim", null, runEnd);
                await GiveAsync(watched, "release", "release", null, runEnd);
                break;
            case 15:
                var note = Phrases.Say(dice, "note", 12);
                await commands.GiveAsync(watched.Id, commands.New("note", "notes", new() { ["text"] = note }), note, runEnd);
                break;
            case 16:
                await commands.GiveAsync(watched.Id, commands.New("labels", "labels", new() { ["labels"] = Labels }, HttpMethod.Put), null, runEnd);
                break;
            case 17:
                var priority = dice.Pick(Priorities);
                await commands.GiveAsync(watched.Id, commands.New("priority", "priority", new() { ["priority"] = priority }, HttpMethod.Put), null, runEnd);
                break;
            case 18:
                await GiveAsync(watched, "resolve", "resolve", null, runEnd);
                break;
            default:
                await RetryFailedAsync(watched, runEnd);
                break;
        }
    }

    private async Task HoldAsync(WatchedConversation watched, CancellationToken runEnd)
    {
        if (await ReplyAsync(watched, HoldSeconds, runEnd) is { } replyId && dice.Chance(0.6))
        {
            // Some regret it at once, some when it may be too late: 409 is then the right answer.
            await Task.Delay(TimeSpan.FromSeconds(dice.Chance(0.3) ? HoldSeconds - 0.05 : dice.Share()), runEnd);
            await GiveAsync(watched, "cancel", $"replies/{replyId}/cancel", replyId, runEnd);
        }
    }

    private async Task RetryFailedAsync(WatchedConversation watched, CancellationToken runEnd)
    {
        if (dashboard.Read(() => watched.FailedReplies.FirstOrDefault()) is { } failed)
        {
            await GiveAsync(watched, "retry", $"replies/{failed}/retry", failed, runEnd);
        }
    }

    private async Task GiveAsync(WatchedConversation watched, string verb, string path, string? replyId, CancellationToken runEnd)
    {
        var command = commands.New(verb, path);
        if (replyId is not null)
        {
            ledger.Write(new ReplyTouched(ledger.Now, command.Id, replyId));
        }

        await commands.GiveAsync(watched.Id, command, null, runEnd);
    }

    /// <summary>Id of the reply that was accepted; null when it was refused.</summary>
    private async Task<string?> ReplyAsync(WatchedConversation watched, int holdSeconds, CancellationToken runEnd)
    {
        var text = Phrases.Say(dice, string.Create(CultureInfo.InvariantCulture, $"[{tag} a{number} r{++_replies}]"), 20);
        var first = commands.New("reply", "replies");
        var insists = false;
        for (var tries = 1; tries <= ReplyTriesMax; tries++)
        {
            var (seen, audience) = dashboard.Read(() => (watched.Last, watched.LastVisibility));
            if (audience is null)
            {
                // Nobody answers what the screen has not shown yet.
                return null;
            }

            var body = new Dictionary<string, object?>
            {
                ["text"] = text,
                ["seenSeq"] = seen,
                ["audience"] = audience,
                ["holdSeconds"] = holdSeconds > 0 ? holdSeconds : null,
                ["sendAnyway"] = tries == ReplyTriesMax || insists ? true : null,
            };
            // A refused command stores nothing: its id is used again, with what has been read meanwhile.
            var outcome = await commands.GiveAsync(watched.Id, first with { Body = body }, text, runEnd);
            if (outcome is { Status: 409, Slug: "owned-by-other" } && !insists && dice.Chance(InsistShare))
            {
                insists = true;
            }
            else if (outcome is { Status: 409, Slug: "newer-message" })
            {
                await dashboard.ReachedAsync(watched, seen + 1, EntryWait, runEnd);
            }
            else
            {
                return outcome is { IsSuccess: true } ? first.Id : null;
            }
        }

        return null;
    }

    private bool IsOurs(JsonElement row) => channels.Contains(row.GetProperty("channelId").GetString()!);

    private static string Id(JsonElement row) => row.GetProperty("id").GetString()!;

    private static long Head(JsonElement row) => row.GetProperty("head").GetInt64();
}
