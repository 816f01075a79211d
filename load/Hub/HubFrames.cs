using System.Text;
using System.Text.Json;

namespace Conversations.Load.Hub;

/// <summary>One message of SignalR's JSON hub protocol, as far as a dashboard meets them.</summary>
public abstract record HubFrame;

/// <summary>The server calls one of our methods.</summary>
public sealed record HubInvocation(string Target, IReadOnlyList<JsonElement> Arguments) : HubFrame;

/// <summary>The answer to one of our calls: a result, nothing, or an error, of which the problem slug is kept where it has one.</summary>
public sealed record HubCompletion(string InvocationId, JsonElement? Result, string? Error) : HubFrame;

/// <summary>Still there.</summary>
public sealed record HubPing : HubFrame;

/// <summary>The server ends the connection.</summary>
public sealed record HubClose(string? Error, bool AllowReconnect) : HubFrame;

/// <summary>The answer to our handshake; <see cref="Error"/> null means welcome.</summary>
public sealed record HubHandshake(string? Error) : HubFrame;

/// <summary>
/// Cuts a stream of WebSocket messages into frames. A frame ends in 0x1E, may span several messages, and several may stand in one.
/// </summary>
public sealed class HubFrames
{
    public const byte RecordSeparator = 0x1E;
    public const int FrameBytesMax = 16 * 1024 * 1024;
    private const string ExceptionMark = "HubException: ";

    private readonly List<byte> _rest = [];
    private bool _isGreeted;

    /// <exception cref="FormatException">Not the protocol.</exception>
    public IReadOnlyList<HubFrame> Add(ReadOnlySpan<byte> bytes)
    {
        var frames = new List<HubFrame>();
        while (bytes.IndexOf(RecordSeparator) is var end and >= 0)
        {
            _rest.AddRange(bytes[..end]);
            bytes = bytes[(end + 1)..];
            frames.Add(Read([.. _rest]));
            _rest.Clear();
        }

        _rest.AddRange(bytes);
        return _rest.Count <= FrameBytesMax ? frames : throw new FormatException($"A hub frame is longer than {FrameBytesMax} bytes.");
    }

    private HubFrame Read(byte[] bytes)
    {
        try
        {
            var json = JsonElement.Parse(bytes);
            if (!_isGreeted)
            {
                _isGreeted = true;
                return new HubHandshake(Text(json, "error"));
            }

            return json.GetProperty("type").GetInt32() switch
            {
                1 => new HubInvocation(json.GetProperty("target").GetString()!, [.. json.GetProperty("arguments").EnumerateArray()]),
                3 => new HubCompletion(json.GetProperty("invocationId").GetString()!, Member(json, "result"), SlugOf(Text(json, "error"))),
                6 => new HubPing(),
                7 => new HubClose(Text(json, "error"), Member(json, "allowReconnect") is { ValueKind: JsonValueKind.True }),
                var type => throw new FormatException($"A hub frame of type {type} was not expected."),
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("A hub frame is not of the JSON hub protocol.", exception);
        }
    }

    /// <summary>Spells a call of ours.</summary>
    public static byte[] Call(string invocationId, string target, IReadOnlyList<object?> arguments) =>
        Close(JsonSerializer.SerializeToUtf8Bytes(new { type = 1, invocationId, target, arguments }));

    public static byte[] Handshake { get; } = Close("{\"protocol\":\"json\",\"version\":1}"u8.ToArray());

    public static byte[] Ping { get; } = Close("{\"type\":6}"u8.ToArray());

    private static byte[] Close(byte[] json) => [.. json, RecordSeparator];

    private static JsonElement? Member(JsonElement json, string name) => json.TryGetProperty(name, out var member) ? member : null;

    /// <summary>SignalR puts a sentence of its own before what a HubException says.</summary>
    private static string? SlugOf(string? error) =>
        error?.LastIndexOf(ExceptionMark, StringComparison.Ordinal) is >= 0 and var at ? error[(at + ExceptionMark.Length)..] : error;

    private static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
