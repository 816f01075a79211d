using Conversations.Web.Tests.Running;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace Conversations.Web.Tests.Running;

/// <summary>One server for all tests that leave it as usable as they found it.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public RunningServer Server { get; private set; } = null!;

    public TestChannel Channel { get; private set; } = null!;

    public ApiClient Admin => Server.Admin;

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.StartAsync();
        Channel = await TestChannel.MakeAsync(Server);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>A key that acts as a new employee of that role.</summary>
    public async Task<(string Id, ApiClient Client)> EmployAsync(string role)
    {
        var (id, key) = await EmployKeyAsync(role);
        return (id, new ApiClient(Server.Address, key));
    }

    /// <summary>A new employee of that role, and a key that acts as her.</summary>
    public async Task<(string Id, string Key)> EmployKeyAsync(string role)
    {
        var email = $"{TestChannel.NewThread()}@example.org";
        var employee = (await Admin.PostAsync("/api/v1/employees", new { name = "Employee " + role, email, role })).Is(System.Net.HttpStatusCode.Created);
        var key = (await Admin.PostAsync("/api/v1/keys", new { name = "test", employeeId = employee["id"] })).Is(System.Net.HttpStatusCode.Created);
        return (employee["id"], key["key"]);
    }
}
