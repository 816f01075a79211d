using System.Diagnostics;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains;
using Conversations.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;

namespace Conversations.Bench;

/// <summary>
/// B8's grain part and B9: what an idle conversation holds in memory after its first message was committed to SQLite, and how fast conversations that
/// nobody holds in memory answer again. The text is counted apart: the bytes of what the customer wrote are not the grain's.
/// </summary>
internal static class ConversationMemory
{
    private const int Warm = 2_000;
    private const int Measured = 20_000;
    private const int AtOnce = 200;
    private static readonly string Text = new('w', 120);

    public static async Task<int> RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("conversations-bench-");
        try
        {
            var connection = $"Data Source={Path.Combine(folder.FullName, "journal.db")}";
            using (var host = await StartAsync(connection))
            {
                await ReceiveAsync(host, 0, Warm);
                var before = GC.GetTotalMemory(forceFullCollection: true);
                var clock = Stopwatch.StartNew();
                await ReceiveAsync(host, Warm, Measured);
                var seconds = clock.Elapsed.TotalSeconds;
                var bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Measured;
                output.WriteLine(FormattableString.Invariant($"first message      {Measured / seconds:N0} conversations/s, committed"));
                output.WriteLine(FormattableString.Invariant($"idle conversation  {bytes:N0} B each, of these {Text.Length * sizeof(char)} B text"));
                await host.StopAsync();
            }

            using (var host = await StartAsync(connection))
            {
                await ReceiveAsync(host, 0, Warm);
                var clock = Stopwatch.StartNew();
                await ReceiveAsync(host, Warm, Measured);
                output.WriteLine(FormattableString.Invariant($"cold conversation  {Measured / clock.Elapsed.TotalSeconds:N0} answered/s (the same message again)"));
                await host.StopAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task ReceiveAsync(IHost host, int first, int count)
    {
        var factory = host.Services.GetRequiredService<IGrainFactory>();
        foreach (var some in Enumerable.Range(first, count).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(async number =>
            {
                var outcome = await factory.GetGrain<IConversationGrain>(FormattableString.Invariant($"conversation{number:d14}")).Receive(Message(number));
                if (outcome.Places is not [{ Seq: 1 }])
                {
                    throw new InvalidOperationException("The message was not stored as the first one.");
                }
            }));
        }
    }

    private static ReceiveMessages Message(int number) => new()
    {
        Channel = new ChannelId("channel-1"),
        ChannelKind = "webhook",
        Queue = new QueueId("queue-1"),
        ReplyTargetSeconds = 3600,
        Messages =
        [
            new InboundMessage
            {
                ExternalId = "message-1",
                Thread = FormattableString.Invariant($"thread-{number}"),
                Visibility = "public",
                Text = new string(Text),
                Sender = new CustomerView { Id = FormattableString.Invariant($"customer-{number}"), Name = "Somebody Example", Handle = "@somebody" },
            },
        ],
    };

    private static async Task<IHost> StartAsync(string connection)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(TimeProvider.System).AddLogging().AddConversationsStore(new StoreOptions { ConnectionString = connection }).AddConversationsGrains();
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        var host = builder.Build();
        await host.Services.GetRequiredService<IStore>().StartAsync(static _ => ValueTask.CompletedTask, CancellationToken.None);
        await host.StartAsync();
        return host;
    }
}
