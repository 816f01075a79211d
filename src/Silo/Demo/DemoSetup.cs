using System.Security.Cryptography;
using Conversations.Channels.Webhook;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Grains.Gestures;
using Conversations.Store;

namespace Conversations.Silo.Demo;

/// <summary>Makes the sample company before the silo starts; what is there already stays, only the channels learn this run's address for replies.</summary>
internal sealed class DemoSetup(ISettingsRows rows, ICredentials credentials, IDocuments documents, DemoHistory history, IJournal journal, IJournalFeed feed, INotices notices, TimeProvider time)
{
    public async Task<ChannelSettings[]> MakeAsync(Uri replies, CancellationToken cancellationToken)
    {
        foreach (var queue in DemoCompany.Queues)
        {
            await AddAsync(SettingsKinds.Queue, queue.Id.Value, queue, cancellationToken);
        }

        foreach (var person in DemoCompany.People)
        {
            await AddAsync(SettingsKinds.Employee, person.Id.Value, person with { IntentSince = time.GetUtcNow() }, cancellationToken);
            await credentials.PutSignInAsync(
                await credentials.FindSignInAsync(person.Id, cancellationToken) ?? new SignInRow(person.Id, person.Email, null, NewStamp(), false),
                cancellationToken);
        }

        // Written when there are none; what was made of them since stays.
        await documents.PutAsync(Topic.Document, 0, "", SettingsJson.Write(DemoCompany.Topics), time.GetUtcNow(), 1, cancellationToken);
        await FirstPolicy.SetAsync(journal, time, DemoCompany.GesturePolicy, Actor.System);
        var channels = new List<ChannelSettings>();
        foreach (var channel in DemoCompany.Channels)
        {
            channels.Add(await PutChannelAsync(channel, replies, cancellationToken));
        }

        await WriteHistoryAsync(cancellationToken);
        return [.. channels];
    }

    /// <summary>The past is known to everybody: what it would have told people is not told to them now.</summary>
    private async Task WriteHistoryAsync(CancellationToken cancellationToken)
    {
        // A start that ended before this was done has left the journal's past unworked: no writer has a cursor then.
        var isNew = (await notices.ReadCursorsAsync(cancellationToken)).IsEmpty;
        foreach (var script in DemoScripts.All)
        {
            isNew |= await history.WriteAsync(script, cancellationToken);
        }

        foreach (var head in isNew ? await feed.ReadWriterHeadsAsync(cancellationToken) : [])
        {
            await notices.MoveCursorAsync(head, cancellationToken);
        }
    }

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private async Task AddAsync<T>(string kind, string id, T settings, CancellationToken cancellationToken)
    {
        if (await rows.ReadAsync(kind, id, cancellationToken) is null)
        {
            await rows.WriteAsync(kind, id, null, SettingsJson.Write(settings), cancellationToken);
        }
    }

    private async Task<ChannelSettings> PutChannelAsync(DemoChannel channel, Uri replies, CancellationToken cancellationToken)
    {
        var row = await rows.ReadAsync(SettingsKinds.Channel, channel.Id.Value, cancellationToken);
        var settings = row is not null ? SettingsJson.Read<ChannelSettings>(row.Payload) : new ChannelSettings
        {
            Id = channel.Id,
            Kind = "webhook",
            Name = channel.Name,
            Queue = channel.Queue,
            Secrets = [new ChannelSecret("demo", StandardWebhooks.NewSecret(bytes => RandomNumberGenerator.Fill(bytes)), time.GetUtcNow())],
        };
        settings = settings with { ReplyUrl = new Uri(replies, "replies/" + channel.Id.Value).ToString() };
        await rows.WriteAsync(SettingsKinds.Channel, channel.Id.Value, row?.Etag, SettingsJson.Write(settings), cancellationToken);
        return settings;
    }
}
