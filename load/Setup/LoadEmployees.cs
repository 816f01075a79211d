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

    private readonly SetupCalls _calls;
    private readonly List<(string Employee, string Prefix)> _made = [];

    private LoadEmployees(SetupCalls calls) => _calls = calls;

    /// <summary>Keys for the agents, one for each employee.</summary>
    public IReadOnlyList<string> Tokens { get; private set; } = [];

    /// <exception cref="CannotRunException">The target refuses an employee or a key.</exception>
    public static async Task<LoadEmployees> MakeAsync(SetupCalls calls, RunOptions options, Profile profile, string tag, CancellationToken cancellationToken)
    {
        var employees = new LoadEmployees(calls) { Tokens = options.Tokens };
        if (options.Tokens.Count > 1 || (await calls.AskAsync(HttpMethod.Get, Keys, static _ => null, cancellationToken)).Status != 200)
        {
            return employees;
        }

        var tokens = new List<string>();
        for (var number = 1; number <= Math.Min(EmployeesMax, profile.Agents); number++)
        {
            tokens.Add(await employees.MakeOneAsync($"{tag}-{number}", profile.Load + profile.Quiesce + Grace, cancellationToken));
        }

        employees.Tokens = tokens;
        return employees;
    }

    private async Task<string> MakeOneAsync(string name, TimeSpan life, CancellationToken cancellationToken)
    {
        var made = await _calls.AskAsync(
            HttpMethod.Post,
            Employees,
            attempt => new { name = "Load test " + name, email = $"load-{name}-{attempt}@load.invalid", role = "agent" },
            cancellationToken);
        var employee = Require(made, Employees).GetProperty("id").GetString()!;
        var expiresAt = DateTimeOffset.UtcNow + life;
        var key = Require(await _calls.AskAsync(HttpMethod.Post, Keys, _ => new { name = "Load test " + name, employeeId = employee, expiresAt }, cancellationToken), Keys);
        _made.Add((employee, key.GetProperty("prefix").GetString()!));
        return key.GetProperty("key").GetString()!;
    }

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
                await _calls.AskAsync(HttpMethod.Delete, $"{Keys}/{prefix}", static _ => null, patience.Token);
                await _calls.AskAsync(HttpMethod.Patch, $"{Employees}/{employee}", static _ => new { disabled = true }, patience.Token);
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // The keys expire by themselves.
        }
    }
}
