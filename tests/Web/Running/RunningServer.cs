using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Tests.Running;

/// <summary>The real server: Kestrel on a free port, SQLite in a folder of its own, one silo.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    public const string AdminKey = "test-admin-key-0123456789-0123456789";
    private readonly WebApplication app;
    private readonly string folder;

    private RunningServer(WebApplication app, string folder, MovableTime time, CapturedLogs logs, StringWriter terminal)
    {
        (this.app, this.folder, Time, Logs, Terminal) = (app, folder, time, logs, terminal);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Admin = new ApiClient(Address, AdminKey);
    }

    public Uri Address { get; }

    public MovableTime Time { get; }

    public CapturedLogs Logs { get; }

    /// <summary>What was said on the terminal.</summary>
    public StringWriter Terminal { get; }

    public ApiClient Admin { get; }

    public IServiceProvider Services => app.Services;

    public static Task<RunningServer> StartAsync(params string[] settings) => StartAsync(AdminKey, settings);

    public static async Task<RunningServer> StartAsync(string? key, string[] settings, string? folder = null)
    {
        folder ??= Directory.CreateTempSubdirectory("conversations-web-").FullName;
        var (time, logs, terminal) = (new MovableTime(), new CapturedLogs(), new StringWriter());
        string[] defaults = ["--Urls", "http://127.0.0.1:0", "--Store:ConnectionString", $"Data Source={Path.Combine(folder, "store.db")}"];
        string[] bootstrap = key is null ? [] : ["--Bootstrap:AdminToken", key];
        var app = await Program.BuildAsync([.. defaults, .. bootstrap, .. settings], builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Services.AddSingleton<TextWriter>(terminal);
            builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        });
        await app.StartAsync();
        return new RunningServer(app, folder, time, logs, terminal);
    }

    public ApiClient Anonymous() => new(Address, key: null);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Stops and keeps the store for another start.</summary>
    public async ValueTask<string> StopAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        return folder;
    }
}
