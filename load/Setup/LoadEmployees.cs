using System.Text.Json;
using Conversations.Load.Options;
using Conversations.Load.Wire;

namespace Conversations.Load.Setup;

/// <summary>
/// Employees of the run, so that agents really contend: made with the admin's key, each with a key of its own that expires by itself,
/// disabled again at the end. A target that publishes no keys over REST, or keys given on the command line, leave it at those.
/// </summary>
public sealed class LoadEmployees : IAsyncDisposable
{
    private const int EmployeesMax = 3;
    private const string Employees = "/api/v1/employees";
    private const string Keys = "/api/v1/keys";
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan GoodbyeMax = TimeSpan.FromSeconds(10);

    private readonly HttpSender _http;
    private readonly string _admin;
    private readonly List<(string Employee, string Prefix)> _made = [];

    private LoadEmployees(HttpSender http, string admin) => (_http, _admin) = (http, admin);

    /// <summary>Keys for the agents, one for each employee.</summary>
    public IReadOnlyList<string> Tokens { get; private set; } = [];

    /// <exception cref="CannotRunException">The target refuses an employee or a key.</exception>
    public static async Task<LoadEmployees> MakeAsync(HttpSender http, RunOptions options, Profile profile, string tag, CancellationToken cancellationToken)
    {
        var employees = new LoadEmployees(http, options.Tokens[0]) { Tokens = options.Tokens };
        if (options.Tokens.Count > 1 || (await employees.AskAsync(HttpMethod.Get, Keys, null, cancellationToken)).Status != 200)
        {
            return employees;
        }

        var tokens = new List<string>();
        for (var number = 1; number <= Math.Min(EmployeesMax, profile.Agents); number++)
        {
            tokens.Add(await employees.MakeOneAsync($"Load test {tag} {number}", $"load-{tag}-{number}@load.invalid", profile.Load + profile.Quiesce + Grace, cancellationToken));
        }

        employees.Tokens = tokens;
        return employees;
    }

    private async Task<string> MakeOneAsync(string name, string email, TimeSpan life, CancellationToken cancellationToken)
    {
        var employee = Require(await AskAsync(HttpMethod.Post, Employees, new { name, email, role = "agent" }, cancellationToken), Employees).GetProperty("id").GetString()!;
        var expiresAt = DateTimeOffset.UtcNow + life;
        var key = Require(await AskAsync(HttpMethod.Post, Keys, new { name, employeeId = employee, expiresAt }, cancellationToken), Keys);
        _made.Add((employee, key.GetProperty("prefix").GetString()!));
        return key.GetProperty("key").GetString()!;
    }

    private Task<Outcome> AskAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        _http.SendAsync(() => HttpSender.Request(method, path, _admin, body is null ? null : JsonSerializer.Serialize(body)), cancellationToken);

    private static JsonElement Require(Outcome outcome, string path) => outcome is { Status: 201, Json: { ValueKind: JsonValueKind.Object } json }
        ? json
        : throw new CannotRunException($"POST {path} answered {outcome.Word} {outcome.Slug}. Use an admin's key, or name several keys with --token.");

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(GoodbyeMax);
        try
        {
            foreach (var (employee, prefix) in _made)
            {
                await AskAsync(HttpMethod.Delete, $"{Keys}/{prefix}", null, patience.Token);
                await AskAsync(HttpMethod.Patch, $"{Employees}/{employee}", new { disabled = true }, patience.Token);
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // The keys expire by themselves.
        }
    }
}
