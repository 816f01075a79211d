using Conversations.Load.Options;
using Conversations.Load.Wire;

namespace Conversations.Load.Setup;

/// <summary>Looks first whether the run can work at all; what is wrong is said with its fix.</summary>
public sealed class Preflight(HttpSender http, RunOptions options)
{
    /// <exception cref="CannotRunException">Something must be changed first.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < options.Tokens.Count; i++)
        {
            var token = options.Tokens[i];
            var calls = new SetupCalls(http, token, options.Profile is { ExpectsOutages: true });
            var outcome = await calls.AskAsync(HttpMethod.Get, "/api/v1/conversations?limit=1", static _ => null, cancellationToken);
            if (Complaint(outcome, i + 1) is { } complaint)
            {
                throw new CannotRunException(complaint);
            }
        }
    }

    private string? Complaint(Outcome outcome, int number) => outcome switch
    {
        { Status: 0 } => $"Nothing answers at {options.Target} ({outcome.Fault}). Start it with ./run, or say --target.",
        { Status: 400 } => $"{options.Target.Authority} is not a host the target serves ({outcome.Slug}). Add it to AllowedHosts, or use the address that ./run prints.",
        { Status: 401 } => $"Token {number} is not known at {options.Target}. Use the key that the target was started with "
            + "(Bootstrap__AdminToken=…, at least 32 characters, set before the first start), or the demo-… key that ./run --demo prints.",
        { Status: 403 } => $"Token {number} may not read conversations. Use the key of an admin, lead or agent.",
        { IsSuccess: true, Json: not null } => null,
        _ => $"GET /api/v1/conversations answered {outcome.Word} {outcome.Slug}: is Conversations what runs at {options.Target}?",
    };
}
