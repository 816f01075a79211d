using System.Text.Json;
using Conversations.Load.Ledgers;
using Conversations.Load.Plan;
using Conversations.Load.Wire;

namespace Conversations.Load.Agents;

/// <summary>
/// Gives commands over REST: each with an id of its own, sent with the same body until it is answered. One in ten is sent once more
/// after its answer, which must come back unchanged.
/// </summary>
public sealed class AgentCommands(string agent, string token, HttpSender http, LedgerWriter ledger, Patience patience, Dice dice)
{
    private const double RepeatShare = 0.10;

    /// <param name="Id">The command's id; of a reply also the reply's id.</param>
    /// <param name="Verb">reply, claim, note …</param>
    /// <param name="Method">POST or PUT.</param>
    /// <param name="Path">Behind /api/v1/conversations/{id}/.</param>
    /// <param name="Body">Members beside the id.</param>
    public sealed record Command(string Id, string Verb, HttpMethod Method, string Path, Dictionary<string, object?> Body);

    public Command New(string verb, string path, Dictionary<string, object?>? body = null, HttpMethod? method = null) =>
        new(dice.Uuid().ToString("D"), verb, method ?? HttpMethod.Post, path, body ?? []);

    /// <summary>The answer for good, or null when the run ended first.</summary>
    public async Task<Outcome?> GiveAsync(string conversation, Command command, string? text, CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, object?>(command.Body) { ["id"] = command.Id };
        var json = JsonSerializer.Serialize(body.Where(member => member.Value is not null).ToDictionary());
        ledger.Write(new CommandSent(
            ledger.Now,
            command.Id,
            command.Verb,
            conversation,
            agent,
            text is null ? null : TextHash.Of(text),
            body.GetValueOrDefault("seenSeq") as long?,
            body.GetValueOrDefault("holdSeconds") as int? ?? 0));
        var outcome = await AskAsync(conversation, command, json, cancellationToken);
        if (outcome is null)
        {
            return null;
        }

        ledger.Write(Answered(command.Id, outcome));
        if (outcome.IsSuccess && dice.Chance(RepeatShare) && await AskAsync(conversation, command, json, cancellationToken) is { } again && !IsSame(outcome, again))
        {
            ledger.Write(new Breach(
                ledger.Now,
                "commands: the same id has the same answer",
                $"{command.Verb} {command.Id}: {outcome.Status} {outcome.Body} then {again.Status} {again.Body}"));
        }

        return outcome;
    }

    private async Task<Outcome?> AskAsync(string conversation, Command command, string json, CancellationToken cancellationToken) =>
        await patience.AskAsync(
            "command " + command.Verb,
            dice,
            () => http.SendAsync(() => HttpSender.Request(command.Method, $"/api/v1/conversations/{conversation}/{command.Path}", token, json), cancellationToken));

    private CommandAnswered Answered(string id, Outcome outcome)
    {
        var json = outcome.IsSuccess && outcome.Json is { ValueKind: JsonValueKind.Object } body ? body : default;
        return new CommandAnswered(ledger.Now, id, outcome.Status, outcome.Slug, Number(json, "seq"), Number(json, "epoch"), Text(json, "delivery"));
    }

    private static bool IsSame(Outcome first, Outcome second) =>
        first.Status == second.Status
        && (first.Body == second.Body || (first.Json is { } a && second.Json is { } b && CanonicalJson.Of(a) == CanonicalJson.Of(b)));

    private static long? Number(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number ? member.GetInt64() : null;

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
