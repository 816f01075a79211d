using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Gestures;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;
using Orleans;

namespace Conversations.Web.Api;

/// <summary>What may be given: a document in versions. It is sent as text, so that what is wrong can be told by its line.</summary>
public sealed class GesturePolicyApi(IGrainFactory grains)
{
    private const string Root = "/api/v1/gestures/policy";

    private static readonly BodyShape New = new(
        "NewGesturePolicy", new UuidMember("id"), new NumberMember("seenVersion", 0, int.MaxValue), new FreeTextMember("text", Limits.PolicyCharsMax));

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Root, Permission.ManageGestures, ReadAsync, new ApiDescription("The policy of what may be given: the newest version, or one of them.")
        {
            Query = [new("version", """{"type":"integer","minimum":1}""")],
            Answers = [new(200, "GesturePolicy")],
        });
        routes.MapApi("GET", Root + "/versions", Permission.ManageGestures, ListAsync, new ApiDescription("The newest hundred versions, without their texts.") { Answers = [new(200, "GesturePolicyVersions")] });
        routes.MapApi("PUT", Root, Permission.ManageGestures, SetAsync, new ApiDescription("Makes a new version. What is malformed or contradicts itself is refused with line and reason.")
        {
            Body = New,
            Answers = [new(200, "GesturePolicySet")],
            Problems = [Problems.InvalidPolicy, Problems.PolicyChanged, Problems.CommandIdReused],
        });
    }

    private IGesturePolicyGrain Policy => grains.GetGrain<IGesturePolicyGrain>(IGesturePolicyGrain.Key);

    private async Task ReadAsync(HttpContext context)
    {
        var number = Query.Of(context, "version").Number("version", 0, 1, int.MaxValue);
        var version = await Policy.Get(number == 0 ? null : (int)number);
        if (version is null && number != 0)
        {
            throw new ProblemException(Problems.NotFound);
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, version, static (writer, it) =>
        {
            writer.WriteStartObject();
            WriteMembers(writer, it);
            writer.WriteString("text"u8, it?.Text ?? "");
            writer.WriteEndObject();
        });
    }

    private async Task ListAsync(HttpContext context)
    {
        Query.Of(context);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, await Policy.Versions(), static (writer, versions) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var version in versions)
            {
                writer.WriteStartObject();
                WriteMembers(writer, version);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private async Task SetAsync(HttpContext context)
    {
        Query.Of(context);
        var body = await New.ReadAsync(context);
        var outcome = await Policy.Put(new PolicyOrder(body.Uuid("id"), (int)body.Number("seenVersion")!.Value, body.Text("text")));
        if (outcome.Rejection is { } rejection)
        {
            throw new ProblemException(rejection.Slug);
        }

        if (outcome.Version is not { } version)
        {
            throw new ProblemException(new Problem(Problems.InvalidPolicy) { Errors = ErrorsOf(outcome.Faults) });
        }

        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, version, static (writer, number) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("version"u8, number);
            writer.WriteEndObject();
        });
    }

    /// <summary>By JSON pointer: "line 5: must not be negative".</summary>
    private static ImmutableSortedDictionary<string, ImmutableArray<string>> ErrorsOf(ImmutableArray<PolicyFault> faults) => faults
        .GroupBy(static fault => fault.Pointer, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(
            static group => group.Key, static group => group.Select(static fault => $"line {fault.Line}: {fault.Reason}").ToImmutableArray(), StringComparer.Ordinal);

    private static void WriteMembers(Utf8JsonWriter writer, PolicyVersion? version)
    {
        writer.WriteNumber("version"u8, version?.Version ?? 0);
        writer.WriteTimeIfAny("at"u8, version?.At);
        writer.WriteStringIfAny("by"u8, version?.By.Value);
        writer.WriteStringIfAny("byName"u8, version?.ByName);
    }
}
