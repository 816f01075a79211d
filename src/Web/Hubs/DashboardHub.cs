using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace Conversations.Web.Hubs;

/// <summary>The dashboard's line, as docs/hub.md publishes it. A "no" is a HubException whose message is a problem slug.</summary>
[Requires(Permission.Self)]
public sealed class DashboardHub(DashboardDoor door, ListCalls listCalls, ConversationCalls conversationCalls, FloorCalls floorCalls, ResumeCall resumeCall) : Hub
{
    public override Task OnConnectedAsync() => door.EnterAsync(Context);

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        door.Leave(Context);
        return Task.CompletedTask;
    }

    [Requires(Permission.ReadConversations)]
    public async Task<HubAnswer> WatchList(JsonElement spec)
    {
        var dashboard = Me;
        using var answer = new FrameBuffer();
        answer.Write("{"u8);
        var list = await listCalls.WatchAsync(dashboard, ListSpecReader.Read(spec, dashboard.Caller.Employee), answer, Context.ConnectionAborted);
        answer.Write("}"u8);
        return new HubAnswer(answer.Written.ToArray(), () => dashboard.Arm(list));
    }

    [Requires(Permission.ReadConversations)]
    public async Task<HubAnswer> MoveList(string listId, int offset, int size)
    {
        var dashboard = Me;
        using var answer = new FrameBuffer();
        answer.Write("{"u8);
        var list = await listCalls.MoveAsync(dashboard, listId ?? throw ListSpecReader.Invalid(), offset, size, answer, Context.ConnectionAborted);
        answer.Write("}"u8);
        return new HubAnswer(answer.Written.ToArray(), () => dashboard.Arm(list));
    }

    [Requires(Permission.ReadConversations)]
    public Task UnwatchList(string listId)
    {
        Me.Drop(listId ?? throw ListSpecReader.Invalid());
        return Task.CompletedTask;
    }

    [Requires(Permission.ReadConversations)]
    public async Task<HubAnswer> WatchConversation(string id, long afterSeq)
    {
        var dashboard = Me;
        var watched = await conversationCalls.WatchAsync(dashboard, id ?? throw ListSpecReader.Invalid(), afterSeq, Context.ConnectionAborted)
            ?? throw new HubException(Problems.NotFound);
        using var answer = new FrameBuffer();
        answer.Write("{\"head\":"u8);
        answer.Write(watched.Tail.Head);
        answer.Write(",\"from\":"u8);
        answer.Write(watched.Cursor + 1);
        answer.Write("}"u8);
        return new HubAnswer(answer.Written.ToArray(), () => dashboard.Arm(watched));
    }

    [Requires(Permission.ReadConversations)]
    public Task UnwatchConversation(string id)
    {
        Me.Unwatch(id ?? throw ListSpecReader.Invalid());
        return Task.CompletedTask;
    }

    [Requires(Permission.ReadConversations)]
    public Task Typing(string id, bool isTyping)
    {
        conversationCalls.Typing(Me, id ?? throw ListSpecReader.Invalid(), isTyping);
        return Task.CompletedTask;
    }

    [Requires(Permission.ReadConversations)]
    public Task Unsaved(string id, bool isUnsaved)
    {
        conversationCalls.Unsaved(Me, id ?? throw ListSpecReader.Invalid(), isUnsaved);
        return Task.CompletedTask;
    }

    [Requires(Permission.ReadConversations)]
    public Task<HubAnswer> Resume(JsonElement state) => resumeCall.ResumeAsync(Me, state, Context.ConnectionAborted);

    [Requires(Permission.UseFloor)]
    public Task WatchFloor(string? conversationId) => floorCalls.WatchAsync(Me, conversationId, Context.ConnectionAborted);

    [Requires(Permission.UseFloor)]
    public Task UnwatchFloor()
    {
        floorCalls.Unwatch(Me);
        return Task.CompletedTask;
    }

    private Dashboard Me => door.Of(Context);
}
