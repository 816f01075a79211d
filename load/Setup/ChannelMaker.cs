using System.Text.Json;
using Conversations.Load.Wire;

namespace Conversations.Load.Setup;

/// <summary>Makes the webhook channels of a run over REST.</summary>
public sealed class ChannelMaker(SetupCalls calls)
{
    public const int Channels = 2;

    /// <exception cref="CannotRunException">The target refuses; the message names the setting or the right key.</exception>
    public async Task<IReadOnlyList<LoadChannel>> MakeAsync(Uri endpoint, string tag, CancellationToken cancellationToken)
    {
        var channels = new List<LoadChannel>();
        for (var number = 1; number <= Channels; number++)
        {
            var path = $"/{tag}/replies/{number}";
            var body = new { kind = "webhook", name = $"Load test {tag} {number}", replyUrl = new Uri(endpoint, path).ToString() };
            var outcome = await calls.AskAsync(HttpMethod.Post, "/api/v1/channels", _ => body, cancellationToken);
            channels.Add(outcome is { Status: 201, Json: { ValueKind: JsonValueKind.Object } json }
                ? new LoadChannel(json.GetProperty("id").GetString()!, json.GetProperty("secret").GetString()!, path)
                : throw new CannotRunException(Complaint(outcome)));
        }

        return channels;
    }

    private static string Complaint(Outcome outcome) => outcome switch
    {
        { Status: 422 } => "The target does not send replies to this machine, so the fake network cannot be reached. "
            + "Start the target with Channels__AllowPrivateReplyUrls=true (on a test installation only).",
        { Status: 403 } => "The first token may not make channels: use an admin's key.",
        _ => $"POST /api/v1/channels answered {outcome.Word} {outcome.Slug}.",
    };
}
