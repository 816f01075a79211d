using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Conversations.Web.Hubs;

/// <summary>
/// The JSON hub protocol, but a call that fits no method (unknown name, wrong number or type of arguments) ends the connection like any other malformed
/// frame, instead of being answered: our own clients never send one.
/// </summary>
public sealed class StrictHubProtocol(JsonHubProtocol json) : IHubProtocol
{
    public const string ProtocolName = "json";

    public string Name => ProtocolName;
    public int Version => json.Version;
    public TransferFormat TransferFormat => json.TransferFormat;

    public bool IsVersionSupported(int version) => json.IsVersionSupported(version);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        if (!json.TryParseMessage(ref input, binder, out message))
        {
            return false;
        }

        return message is InvocationBindingFailureMessage or StreamBindingFailureMessage
            ? throw new InvalidDataException("A call fits no method of the hub.")
            : true;
    }

    /// <summary>A frame goes into one piece of the pipe, whatever its size: in several pieces it would be several WebSocket frames and calls of the kernel.</summary>
    public void WriteMessage(HubMessage message, IBufferWriter<byte> output)
    {
        if (message is not FrameMessage frame)
        {
            json.WriteMessage(message, output);
            return;
        }

        frame.Bytes.Span.CopyTo(output.GetSpan(frame.Bytes.Length));
        output.Advance(frame.Bytes.Length);
    }

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => json.GetMessageBytes(message);
}
