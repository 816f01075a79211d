using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Conversations.Web.Start;

/// <summary>Says on the terminal where the server is, once it listens; and on a first start how to get in. These lines are no log.</summary>
public sealed class Welcome(IServer server, IHostApplicationLifetime lifetime, TextWriter output)
{
    public void SayWhenListening(FirstStart? first, string about) => lifetime.ApplicationStarted.Register(() =>
    {
        var address = AddressOf(server);
        output.WriteLine($"Conversations is running   {address}     {about}");
        if (first?.LinkPath is { } path)
        {
            output.WriteLine($"  First sign-in, works once, for a day   {address}{path}");
        }

        if (first?.Key is { } key)
        {
            output.WriteLine($"  Bootstrap API key, shown only now      {key}");
        }

        output.Flush();
    });

    public static string AddressOf(IServer server) =>
        (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1").TrimEnd('/')
            .Replace("://[::]", "://localhost", StringComparison.Ordinal).Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal);
}
