using System.Collections.Concurrent;
using System.Text.Json;
using Conversations.Load.Customers;
using Conversations.Load.Ledgers;
using Conversations.Load.Plan;
using Conversations.Load.Setup;

namespace Conversations.Load.Replies;

/// <summary>The network's status webhooks: about half of the replies are reported delivered, some of these read.</summary>
public sealed class StatusReporter(WebhookSender sender, LedgerWriter ledger, ulong seed, CancellationToken runEnd)
{
    private readonly ConcurrentDictionary<string, Task> _reports = new();

    public void Report(LoadChannel channel, string replyId) => _reports.GetOrAdd(replyId, id => ReportAsync(channel, id));

    /// <summary>Returns when every report has been acknowledged or the run has ended.</summary>
    public Task SettledAsync() => Task.WhenAll(_reports.Values);

    private async Task ReportAsync(LoadChannel channel, string replyId)
    {
        var dice = Dice.For(seed, "status " + replyId);
        if (!dice.Chance(0.5))
        {
            return;
        }

        if (dice.Chance(0.7))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(600 * dice.Share()), CancellationToken.None);
        }

        string[] statuses = dice.Chance(0.4) ? ["delivered", "read"] : ["delivered"];
        foreach (var status in statuses)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new { replyId, status, at = DateTimeOffset.UtcNow });
            var sentAt = ledger.Now;
            var outcome = await sender.SendAsync(channel, $"/hooks/{channel.Id}/status", $"{replyId}-{status}", body, "status", dice, runEnd);
            if (outcome is { IsSuccess: true })
            {
                ledger.Write(new StatusAcknowledged(ledger.Now, sentAt, replyId, status));
            }
            else if (outcome is not null)
            {
                ledger.Write(new Breach(ledger.Now, "status webhook is taken", $"{status} of {replyId}: {outcome.Word} {outcome.Slug}"));
            }
        }
    }
}
