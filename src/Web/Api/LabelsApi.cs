using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Store;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.Kept;
using Conversations.Web.OpenApi;

namespace Conversations.Web.Api;

/// <summary>The company's labels with their hues, one set. A conversation may carry others: they have no hue of their own.</summary>
public sealed class LabelsApi(IDocuments documents, TimeProvider time)
{
    private const string Path = "/api/v1/labels";
    private const int HueMax = 7;
    private const int TriesMax = 3;
    private static readonly DocumentKey Key = new("labels", DocumentKey.Everybody, "all");

    private static readonly BodyShape Label = new("Label", new LineMember("name", Limits.LabelCharsMax), new NumberMember("hue", 0, HueMax));
    private static readonly BodyShape Body = new("LabelsPut", new ObjectsMember("items", Limits.LabelHuesMax, Label));

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", Path, Permission.ReadConversations, ReadAsync, new ApiDescription("The company's labels.") { Answers = [new(200, "LabelList")] });
        routes.MapApi("PUT", Path, Permission.ShareWithAll, ReplaceAsync, new ApiDescription("Sets the whole set of the company's labels.")
        {
            Body = Body,
            Answers = [new(200, "LabelList")],
        });
    }

    private async Task ReadAsync(HttpContext context)
    {
        Query.Of(context);
        var row = await documents.ReadAsync(Key, context.RequestAborted);
        await WriteAsync(context, row is null ? [] : SettingsJson.Read<ImmutableArray<LabelHue>>(row.Body));
    }

    private async Task ReplaceAsync(HttpContext context)
    {
        var body = await Body.ReadAsync(context);
        var labels = body.Objects("items").Select(static item => new LabelHue(item.Text("name"), (int)item.Number("hue")!.Value)).ToImmutableArray();
        if (labels.DistinctBy(static label => label.Name, StringComparer.Ordinal).Count() != labels.Length)
        {
            throw new ProblemException(Problem.Of(Problems.OutOfRange, "items", "must not hold a name twice"));
        }

        // The whole set is named: whoever comes last has the last word, as with one after the other.
        var revision = (await documents.ReadAsync(Key, context.RequestAborted))?.Revision ?? 0;
        for (var tries = 1; ; tries++)
        {
            var put = await documents.PutAsync(Key, revision, "", SettingsJson.Write(labels), time.GetUtcNow(), 1, context.RequestAborted);
            if (put.Outcome == DocumentOutcome.Written)
            {
                break;
            }

            revision = tries < TriesMax ? put.Stored?.Revision ?? 0 : throw new ProblemException(Problems.Unavailable);
        }

        await WriteAsync(context, labels);
    }

    private static Task WriteAsync(HttpContext context, ImmutableArray<LabelHue> labels) => JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, labels, static (writer, all) =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items"u8);
        foreach (var label in all)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, label.Name);
            writer.WriteNumber("hue"u8, label.Hue);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
