using System.Text;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Web.Feed;
using Microsoft.AspNetCore.SignalR;

namespace Conversations.Web.Hubs;

/// <summary>
/// Takes up what a client had: conversations from their seq, lists with a fresh snapshot under a new id — or, when the same connection still has the list
/// at that version, as they are.
/// </summary>
public sealed class ResumeCall(ListCalls listCalls, ConversationCalls conversationCalls, DashboardOptions options)
{
    public async Task<HubAnswer> ResumeAsync(Dashboard dashboard, JsonElement state, CancellationToken cancellationToken)
    {
        var request = ResumeRequest.Read(state, dashboard.Caller.Employee, options);
        using var answer = new FrameBuffer();
        var armed = new List<Action>();
        answer.Write("{\"lists\":["u8);
        for (var at = 0; at < request.Lists.Count; at++)
        {
            answer.Write(at == 0 ? "{"u8 : ",{"u8);
            await ListAsync(dashboard, request.Lists[at], answer, armed, cancellationToken);
            answer.Write("}"u8);
        }

        answer.Write("],\"conversations\":["u8);
        for (var at = 0; at < request.Conversations.Count; at++)
        {
            answer.Write(at == 0 ? "{"u8 : ",{"u8);
            await ConversationAsync(dashboard, request.Conversations[at], answer, armed, cancellationToken);
            answer.Write("}"u8);
        }

        answer.Write("]}"u8);
        return new HubAnswer(answer.Written.ToArray(), () => armed.ForEach(static arm => arm()));
    }

    private async ValueTask ListAsync(Dashboard dashboard, ResumeList wanted, FrameBuffer answer, List<Action> armed, CancellationToken cancellationToken)
    {
        if (dashboard.ListOf(wanted.ListId) is { } live)
        {
            var isSame = live.Version == wanted.Version && live.Window is { } window
                && window.Spec == wanted.Place.Spec && window.Offset == wanted.Place.Offset && window.Size == wanted.Place.Size;
            if (isSame)
            {
                answer.Write(JsonSerializer.SerializeToUtf8Bytes(new { listId = live.Id, version = live.Version, resumed = true }).AsSpan()[1..^1]);
                return;
            }

            dashboard.Drop(live.Id);
        }

        var list = await listCalls.WatchAsync(dashboard, wanted.Place, answer, cancellationToken);
        answer.Write(",\"resumed\":false"u8);
        armed.Add(() => dashboard.Arm(list));
    }

    private async ValueTask ConversationAsync(
        Dashboard dashboard, ResumeConversation wanted, FrameBuffer answer, List<Action> armed, CancellationToken cancellationToken)
    {
        answer.Write("\"id\":"u8);
        answer.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(wanted.Id)));
        if (await conversationCalls.WatchAsync(dashboard, wanted.Id, wanted.Seq, cancellationToken) is not { } watched)
        {
            answer.Write(",\"resumed\":false,\"problem\":\""u8);
            answer.Write(Encoding.ASCII.GetBytes(Problems.NotFound));
            answer.Write("\""u8);
            return;
        }

        answer.Write(watched.Cursor == wanted.Seq ? ",\"resumed\":true,\"head\":"u8 : ",\"resumed\":false,\"head\":"u8);
        answer.Write(watched.Tail.Head);
        answer.Write(",\"from\":"u8);
        answer.Write(watched.Cursor + 1);
        armed.Add(() => dashboard.Arm(watched));
    }
}
