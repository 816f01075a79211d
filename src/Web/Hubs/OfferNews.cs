using System.Text;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Web.Company;
using Conversations.Web.Feed;
using Conversations.Web.Json;
using Conversations.Web.Lists;
using Microsoft.Extensions.Hosting;

namespace Conversations.Web.Hubs;

/// <summary>Tells the dashboards on this node of offers to their person, and of their end, as they are committed. Every node sees every batch: none tells another.</summary>
public sealed class OfferNews(LiveState live, Dashboards dashboards, IDirectory directory, ChangeSignal frames, TimeProvider time) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        live.OffersMoved += Tell;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        live.OffersMoved -= Tell;
        return Task.CompletedTask;
    }

    private void Tell(CommittedAppend append)
    {
        foreach (var entry in append.Entries)
        {
            if (entry.Kind is EntryKinds.Offered or EntryKinds.OfferEnded)
            {
                Tell(append, entry);
            }
        }
    }

    private void Tell(CommittedAppend append, EntryRow entry)
    {
        using var document = JsonDocument.Parse(entry.Data);
        var data = document.RootElement;
        var employee = data.GetProperty("employeeId").GetString()!;
        var mine = dashboards.Of(employee);
        if (mine.IsEmpty || EventOf(append, entry, data) is not { } told)
        {
            return;
        }

        foreach (var dashboard in mine)
        {
            dashboard.Personal.Add(told);
        }

        frames.Raise();
    }

    /// <summary>Null for an offer whose time is over: batches of before are read when a node starts.</summary>
    private PersonalEvent? EventOf(CommittedAppend append, EntryRow entry, JsonElement data)
    {
        var employee = new EmployeeId(data.GetProperty("employeeId").GetString()!);
        var epoch = data.GetProperty("epoch").GetInt64();
        var reason = data.GetProperty("reason").GetString()!;
        var key = $"{append.Stream} {epoch}";
        if (entry.Kind == EntryKinds.OfferEnded)
        {
            return new PersonalEvent(employee, "OfferEnded", key, $$"""{"conversationId":"{{append.Stream}}","epoch":{{epoch}},"reason":"{{reason}}"}""");
        }

        var until = data.GetProperty("until").GetDateTimeOffset();
        return until <= time.GetUtcNow() || append.Summary is not { } row ? null
            : new PersonalEvent(employee, "Offer", key, Encoding.UTF8.GetString(JsonText.Bytes(0, (writer, _) => OfferJson.Write(writer, row, epoch, until, reason, directory.Current))));
    }
}
