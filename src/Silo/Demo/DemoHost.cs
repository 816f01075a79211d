using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Silo.Demo;

/// <summary>
/// The demo from outside: <see cref="PrepareAsync"/> after the store has started and before the silo does, <see cref="Open"/> when the server
/// listens. Customers write to the server as anybody would, over HTTP.
/// </summary>
public sealed class DemoHost(IServiceProvider services, TimeProvider time, ILogger<DemoHost> logger) : BackgroundService
{
    private readonly DemoReplies replies = new(time);
    private readonly TaskCompletionSource<Uri> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChannelSettings[] channels = [];

    /// <summary>The people whose sign-in links are printed, in order.</summary>
    public static IReadOnlyList<(EmployeeId Id, string Name, Role Role)> Guests { get; } =
        [.. DemoCompany.Guests.Select(id => (id, DemoCompany.NameOf(id), DemoCompany.People.Single(person => person.Id == id).Role))];

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var address = await replies.StartAsync(cancellationToken);
        var history = ActivatorUtilities.CreateInstance<DemoHistory>(services);
        channels = await ActivatorUtilities.CreateInstance<DemoSetup>(services, history).MakeAsync(address, cancellationToken);
        replies.Serve(() => channels);
    }

    /// <summary>The server listens at this address: customers may come.</summary>
    public void Open(Uri server) => opened.TrySetResult(server);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var server = await opened.Task.WaitAsync(stoppingToken);
        using var http = new HttpClient { BaseAddress = server };
        var customers = new DemoCustomers(http, time, new Random(), logger);
        var colleagues = ActivatorUtilities.CreateInstance<DemoColleagues>(services, new Random(), logger);
        var minutes = ActivatorUtilities.CreateInstance<DemoMinutes>(services, colleagues, customers);
        replies.Arrived += customers.Answered;
        await Task.WhenAll(
            customers.WriteBackAsync(stoppingToken),
            customers.ArriveAsync(Channel, stoppingToken),
            colleagues.AreThereAsync(stoppingToken),
            colleagues.HelpAsync(stoppingToken),
            minutes.PassAsync(Channel, stoppingToken));

        ChannelSettings Channel(ChannelId id) => channels.Single(channel => channel.Id == id);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await replies.DisposeAsync();
    }
}
