using Conversations.Contracts.Cluster;
using Conversations.Contracts.Ports;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Tracking;

namespace Conversations.Web.Start;

public static class FirstSteps
{
    private static readonly TimeSpan DemoKeyLife = TimeSpan.FromDays(1);

    /// <summary>What must be true before anything is served: the schema is there, the first rows are, and the deployment's secret is known.</summary>
    public static async Task<FirstStart?> StartFirstAsync(this WebApplication app)
    {
        var services = app.Services;
        var first = await services.GetRequiredService<Bootstrap>().RunAsync(app.Configuration["Bootstrap:AdminToken"], CancellationToken.None);
        await services.GetRequiredService<DeploymentSecret>().ReadAsync(CancellationToken.None);
        await services.GetRequiredService<TrackingTokens>().ReadAsync(CancellationToken.None);
        return first;
    }

    public static void WelcomeWhenListening(this WebApplication app, string role, FirstStart? first) =>
        app.Services.GetRequiredService<Welcome>().SayWhenListening(About(app, role), first);

    /// <summary>The demo's guests get links of their own, and a key for the surge that ends with the day.</summary>
    public static async Task WelcomeToDemoAsync(this WebApplication app, string role, IEnumerable<(EmployeeId Id, string Name, Role Role)> people, Action<Uri> onListening)
    {
        var services = app.Services;
        var invitations = services.GetRequiredService<Invitations>();
        var guests = new List<DemoGuest>();
        foreach (var (id, name, work) in people)
        {
            guests.Add(new DemoGuest(name, work, await invitations.MakeAsync(id, CancellationToken.None)));
        }

        var until = services.GetRequiredService<TimeProvider>().GetUtcNow() + DemoKeyLife;
        var key = await services.GetRequiredService<ApiKeys>().AddAsync(new EmployeeId(CompanyDefaults.Admin), "demo surge", until, CancellationToken.None, start: "demo-");
        var welcome = services.GetRequiredService<Welcome>();
        welcome.SayDemoWhenListening(About(app, role), guests, key);
        welcome.OnListening(address => onListening(new Uri(address)));
    }

    private static string About(WebApplication app, string role) =>
        $"{ProgrammingModel.Name} · {role} · {app.Services.GetRequiredService<IStore>().Describe}";
}
