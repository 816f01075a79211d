using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Load.Ledgers;
using Conversations.Load.Plan;
using Conversations.Load.Setup;
using Conversations.Load.Wire;

namespace Conversations.Load.Customers;

/// <summary>Sends every post of the schedule when it is due, whatever became of those before, and again until it is acknowledged.</summary>
public sealed class CustomerCrowd(IReadOnlyList<LoadChannel> channels, WebhookSender sender, LedgerWriter ledger, string tag, ulong seed)
{
    private const int InFlightMax = 512;
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new();
    private readonly SemaphoreSlim _slots = new(InFlightMax);

    /// <summary>Returns when every post is answered or the run has ended.</summary>
    public async Task WriteAsync(ImmutableArray<Post> posts, CancellationToken runEnd)
    {
        var start = ledger.Now;
        var sending = new List<Task>();
        try
        {
            foreach (var post in posts)
            {
                var due = start + post.Due.TotalMilliseconds;
                if (due - ledger.Now is > 0 and var early)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(early), runEnd);
                }

                await _slots.WaitAsync(runEnd);
                sending.Add(SendAsync(post, due, runEnd));
                sending.RemoveAll(task => task.IsCompletedSuccessfully);
            }
        }
        catch (OperationCanceledException) when (runEnd.IsCancellationRequested)
        {
            // What was not offered is not in the ledger.
        }

        await Task.WhenAll(sending);
    }

    private async Task SendAsync(Post post, double due, CancellationToken runEnd)
    {
        try
        {
            var channel = channels[post.Channel];
            var dice = Dice.For(seed, "post " + post.Number);
            var isKnown = post.Items.All(item => _acknowledged.ContainsKey(item.Id));
            // With other words only when the first words are committed: before that, which came first is anybody's guess.
            var suffix = post.Kind == PostKind.LaterRepeat && isKnown && dice.Chance(0.5) ? " (other words)" : "";
            var name = suffix.Length > 0 ? $"{tag}-x-{post.Items[0].Id}" : $"{tag}-p-{post.Items[0].Id}";
            if (post.Kind == PostKind.Fresh)
            {
                ledger.Write([.. post.Items.Where(item => item.Thread is not null).Select(item => Offered(channel, item, due))]);
            }

            var sentAt = ledger.Now;
            ledger.Write(new PostSent(sentAt, name, post.Items.Length, post.Kind != PostKind.Fresh));
            var outcome = await sender.SendAsync(channel, $"/hooks/{channel.Id}", name, WebhookBody.Of(post, suffix), "webhook", dice, runEnd);
            Record(post, channel, name + "/" + post.Kind, outcome, sentAt, due);
        }
        finally
        {
            _slots.Release();
        }
    }

    private MessageOffered Offered(LoadChannel channel, Item item, double due) =>
        new(ledger.Now, channel.Id, item.Thread!, item.Id, TextHash.Of(Phrases.AsStored(item.Text)), item.Visibility, due);

    private void Record(Post post, LoadChannel channel, string name, Outcome? outcome, double sentAt, double due)
    {
        if (outcome is null)
        {
            return;
        }

        if (outcome is not { IsSuccess: true, Json: { ValueKind: JsonValueKind.Object } body }
            || !body.TryGetProperty("results", out var results) || results.ValueKind != JsonValueKind.Array || results.GetArrayLength() != post.Items.Length)
        {
            ledger.Write(new PostRefused(ledger.Now, name, outcome.Word, outcome.Slug));
            return;
        }

        var at = ledger.Now;
        ledger.Write([.. results.EnumerateArray().Select((result, index) => Answered(post, channel, name, result, index, at, sentAt, due))]);
        foreach (var (item, result) in post.Items.Zip(results.EnumerateArray()))
        {
            _acknowledged[item.Id] = true;
            if (item.Thread is not null && Text(result, "id") != item.Id)
            {
                ledger.Write(new Breach(at, "webhook: results stand in the order of the items", $"{item.Id}: {Text(result, "id")}"));
            }
        }
    }

    private static MessageAnswered Answered(Post post, LoadChannel channel, string name, JsonElement result, int index, double at, double sentAt, double due) =>
        new(
            at,
            channel.Id,
            post.Items[index].Thread,
            post.Items[index].Id,
            Text(result, "status") ?? "(none)",
            Text(result, "conversationId"),
            result.TryGetProperty("seq", out var seq) && seq.TryGetInt32(out var number) ? number : null,
            Text(result, "reason"),
            name,
            index,
            sentAt,
            due);

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
