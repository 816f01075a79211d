using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Web.Json;

namespace Conversations.Web.Errors;

/// <summary>One error as it is told outside (RFC 9457). It holds nothing internal: no exception, no path, no SQL, no text of a customer but the entry asked about.</summary>
public sealed record Problem(string Slug)
{
    /// <summary>What is wrong with which member or query value.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>>? Errors { get; init; }
    public string? Detail { get; init; }

    /// <summary>Who has it: an employee id.</summary>
    public string? Owner { get; init; }
    public string? State { get; init; }

    /// <summary>The entry the author had not seen.</summary>
    public EntryRow? Entry { get; init; }

    /// <summary>The draft as it is stored: UTF-8 JSON.</summary>
    public byte[]? Draft { get; init; }

    /// <summary>Those that stand in the way of resolving.</summary>
    public ImmutableArray<OpenPromise> Promises { get; init; } = [];

    /// <summary>Why a gesture was denied, and what can be done: UTF-8 JSON.</summary>
    public byte[]? Denied { get; init; }
    public TimeSpan? RetryAfter { get; init; }

    public ProblemType Type => ProblemTypes.All[Slug];

    public static Problem Of(string slug, string member, string what) =>
        new(slug) { Errors = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(member, [what]) };

    /// <summary>Answers with this problem; the response must not have begun.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Type.Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((long)Math.Ceiling(Math.Max(1, wait.TotalSeconds))).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        var bytes = JsonText.Bytes((problem: this, trace: TraceId(context)), static (writer, it) => it.problem.Write(writer, it.trace));
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    private void Write(Utf8JsonWriter writer, string traceId)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "/problems/" + Slug);
        writer.WriteString("title"u8, Type.Title);
        writer.WriteNumber("status"u8, Type.Status);
        writer.WriteString("traceId"u8, traceId);
        writer.WriteStringIfAny("detail"u8, Detail);
        if (Errors is not null)
        {
            WriteErrors(writer, Errors);
        }

        writer.WriteStringIfAny("owner"u8, Owner);
        writer.WriteStringIfAny("state"u8, State);
        if (Entry is not null)
        {
            writer.WritePropertyName("entry"u8);
            EntryJson.Write(writer, Entry);
        }

        if (Draft is not null)
        {
            writer.WritePropertyName("draft"u8);
            writer.WriteRawValue(Draft, skipInputValidation: true);
        }

        if (!Promises.IsDefaultOrEmpty)
        {
            writer.WriteStartArray("promises"u8);
            foreach (var promise in Promises)
            {
                PromiseJson.WriteOpen(writer, promise);
            }

            writer.WriteEndArray();
        }

        if (Denied is not null)
        {
            writer.WritePropertyName("denied"u8);
            writer.WriteRawValue(Denied, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter writer, ImmutableSortedDictionary<string, ImmutableArray<string>> errors)
    {
        writer.WriteStartObject("errors"u8);
        foreach (var (member, sentences) in errors)
        {
            writer.WriteStartArray(member);
            foreach (var sentence in sentences)
            {
                writer.WriteStringValue(sentence);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}

/// <summary>Input that cannot be served; rises to the one handler, which answers with the problem.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Slug)
{
    public Problem Problem { get; } = problem;

    public ProblemException(string slug) : this(new Problem(slug))
    {
    }
}
