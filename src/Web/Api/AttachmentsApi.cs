using System.Buffers;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Attachments;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Conversations.Web.Api;

/// <summary>
/// Files. Uploaded by who may reply, seen by the uploader until sent, then by all who read conversations; and by whoever has the unguessable address that
/// went out with the reply. A file is never run: its type is ours, and only images are shown in place.
/// </summary>
public sealed class AttachmentsApi(IAttachments attachments, AttachmentDesk desk, IOptions<AttachmentOptions> options)
{
    private const string Root = "/api/v1/attachments";
    private const string Sandbox = "default-src 'none'; sandbox";
    private const string KeptFor = "private, max-age=3600, immutable";
    private readonly SemaphoreSlim uploads = new(Limits.UploadsAtOnceMax);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("POST", Root, Permission.Reply, UploadAsync, new ApiDescription("Takes a file, the raw body, to go along with a reply.")
        {
            Query = [new("name", """{"type":"string"}""")],
            Answers = [new(201, "Attachment")],
            Problems = [Problems.BodyTooLarge, Problems.OutOfRange, Problems.ImageTooLarge, Problems.QuotaReached],
            IsBodyRaw = true,
        });
        routes.MapApi("GET", Root + "/{id}", Permission.ReadConversations, ReadAsync, new ApiDescription("The file itself.") { Answers = [new(200, null)] });
        routes.MapApi("GET", Root + "/{id}/about", Permission.ReadConversations, DescribeAsync, new ApiDescription("What a file is.") { Answers = [new(200, "Attachment")] });
        routes.MapGet("/files/{token}", ReadByTokenAsync).WithMetadata(
            new OpenToAllAttribute("The address is the key: 130 random bits that went out with a reply."), new ApiDescription("A file that was sent.") { Answers = [new(200, null)] });
    }

    private async Task UploadAsync(HttpContext context)
    {
        var name = Query.Of(context, "name").Text("name");
        if (!await uploads.WaitAsync(TimeSpan.Zero, context.RequestAborted))
        {
            throw new ProblemException(Problems.Overloaded);
        }

        try
        {
            var file = await ReceiveAsync(context);
            var row = await desk.TakeAsync(context.Caller().Employee, name, file, context.RequestAborted);
            await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, row, Write);
        }
        finally
        {
            uploads.Release();
        }
    }

    private async ValueTask<byte[]> ReceiveAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.Value.FileBytesMax + 1;
        }

        var body = await BoundedBody.ReadAsync(context, options.Value.FileBytesMax);
        var file = body.ToArray();
        context.Request.BodyReader.AdvanceTo(body.End);
        return file.Length > 0 ? file : throw new ProblemException(Problem.Of(Problems.OutOfRange, "$", "must not be empty"));
    }

    private async Task ReadAsync(HttpContext context)
    {
        var file = await RequireAsync(context);
        await SendAsync(context, file);
    }

    private async Task DescribeAsync(HttpContext context) => await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, await RequireAsync(context), Write);

    private async Task ReadByTokenAsync(HttpContext context)
    {
        var token = (string)context.Request.RouteValues["token"]!;
        var file = AttachmentDesk.HasShape(token) ? await attachments.FindByTokenAsync(token, context.RequestAborted) : null;
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        await SendAsync(context, file ?? throw new ProblemException(Problems.NotFound));
    }

    /// <summary>The file in the path, when the caller may see it.</summary>
    private async ValueTask<AttachmentRow> RequireAsync(HttpContext context)
    {
        Query.Of(context);
        var id = (string)context.Request.RouteValues["id"]!;
        var file = AttachmentDesk.HasShape(id) ? await attachments.FindAsync(id, context.RequestAborted) : null;
        var isSeen = file is not null && (file.Conversation is not null || file.Owner == context.Caller().Employee);
        return isSeen ? file! : throw new ProblemException(Problems.NotFound);
    }

    private async Task SendAsync(HttpContext context, AttachmentRow file)
    {
        var response = context.Response;
        var disposition = new ContentDispositionHeaderValue(FileKind.IsShown(file.ContentType) ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        response.ContentType = file.ContentType == "text/plain" ? "text/plain; charset=utf-8" : file.ContentType;
        response.ContentLength = file.Size;
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.ContentSecurityPolicy = Sandbox;
        response.Headers.CacheControl = KeptFor;
        for (var part = 0; part < file.Parts; part++)
        {
            var bytes = await attachments.ReadPartAsync(file.Id, part, context.RequestAborted)
                ?? throw new InvalidOperationException($"Part {part} of attachment {file.Id} is missing.");
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static void Write(Utf8JsonWriter writer, AttachmentRow file)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, file.Id);
        writer.WriteString("name"u8, file.Name);
        writer.WriteString("contentType"u8, file.ContentType);
        writer.WriteNumber("size"u8, file.Size);
        if (file is { Width: { } width, Height: { } height })
        {
            writer.WriteNumber("width"u8, width);
            writer.WriteNumber("height"u8, height);
        }

        writer.WriteEndObject();
    }
}
