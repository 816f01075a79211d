using Conversations.Contracts.Access;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Conversations.Web.Start;

/// <summary>Says on the terminal where the server is, once it listens; and on a first start how to get in. These lines are no log.</summary>
public sealed class Welcome(IServer server, IHostApplicationLifetime lifetime, TextWriter output)
{
    public void SayWhenListening(string about, FirstStart? first) => OnListening(address =>
    {
        output.WriteLine($"Conversations is running   {address}     {about}");
        if (first?.LinkPath is { } path)
        {
            output.WriteLine($"  First sign-in, works once, for a day   {address}{path}");
        }

        if (first?.Key is { } key)
        {
            output.WriteLine($"  Bootstrap API key, shown only now      {key}");
        }
    });

    public void SayDemoWhenListening(string about, IReadOnlyList<DemoGuest> guests, string key) => OnListening(address =>
    {
        output.WriteLine($"Conversations is running   {address}     {about}");
        foreach (var (guest, place) in guests.Select((guest, place) => (guest, place)))
        {
            var hint = (place, guest.Role) switch
            {
                (0, _) => "open this first: a customer is waiting for you",
                (_, Role.Colleague) => "helps on the open floor only, beside other work",
                (_, Role.Admin) => "sets what may be given, who is here, queues and channels",
                _ => "open in a second window to see both sides",
            };
            output.WriteLine($"  {guest.Name + ", " + RoleNames.Of(guest.Role),-22} {address}{guest.LinkPath}     {hint}");
        }

        output.WriteLine($"  {"Try a surge",-22} load/run smoke --target {address} --token {key}");
        output.WriteLine("Ctrl+C stops it; nothing is sent to anyone outside.");
    });

    /// <summary>Runs with the address the server really listens on.</summary>
    public void OnListening(Action<string> run) => lifetime.ApplicationStarted.Register(() =>
    {
        run(AddressOf(server));
        output.Flush();
    });

    private static string AddressOf(IServer server) =>
        (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1").TrimEnd('/')
            .Replace("://[::]", "://localhost", StringComparison.Ordinal).Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal);
}

public sealed record DemoGuest(string Name, Role Role, string LinkPath);
