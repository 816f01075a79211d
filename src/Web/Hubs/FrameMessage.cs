using Microsoft.AspNetCore.SignalR.Protocol;

namespace Conversations.Web.Hubs;

/// <summary>Ready bytes of one or more hub messages, with their separators, on their way through SignalR's write lock.</summary>
internal sealed class FrameMessage(ReadOnlyMemory<byte> bytes) : HubMessage
{
    public ReadOnlyMemory<byte> Bytes => bytes;
}
