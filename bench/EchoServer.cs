using System.Diagnostics;
using System.Globalization;
using Conversations.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Bench;

/// <summary>Kestrel with one route that reads a body and answers with a few bytes: what no server on it can be cheaper than. Runs as a process of its own.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    public const string Verb = "echo-server";
    private const string Mark = "echo listens on ";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private readonly ChildProcess _process;

    private EchoServer(ChildProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public int ProcessId => _process.Id;

    public static async Task<EchoServer> StartAsync()
    {
        var process = ChildProcess.Start(new ProcessStartInfo("dotnet", ["exec", typeof(EchoServer).Assembly.Location, Verb]));
        var line = await process.LineAsync(text => text.StartsWith(Mark, StringComparison.Ordinal), StartPatience);
        return new EchoServer(process, int.Parse(line[Mark.Length..], CultureInfo.InvariantCulture));
    }

    public static async Task<int> RunAsync(TextWriter output)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost("/hooks/{channelId}", async context =>
        {
            for (var isWhole = false; !isWhole;)
            {
                var read = await context.Request.BodyReader.ReadAsync();
                isWhole = read.IsCompleted;
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            }

            context.Response.ContentLength = 2;
            await context.Response.WriteAsync("{}");
        });
        await app.StartAsync();
        output.WriteLine(Mark + new Uri(app.Urls.First()).Port.ToString(CultureInfo.InvariantCulture));
        await app.WaitForShutdownAsync();
        return 0;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
