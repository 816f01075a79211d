using System.Text.Json;

namespace Conversations.Load.Wire;

/// <summary>What came of one request.</summary>
/// <param name="Status">HTTP status; 0 when there was no answer (see <paramref name="Fault"/>).</param>
/// <param name="Body">The whole answer.</param>
/// <param name="Fault">refused, reset or timeout when there was no answer.</param>
/// <param name="RetryAfter">What the answer asks for.</param>
public sealed record Outcome(int Status, string Body, string? Fault, TimeSpan? RetryAfter)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The command or message may or may not have been taken: only the same again can tell.</summary>
    public bool IsRetryable => Status is 0 or 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>Short word for the ledger: the status or the fault.</summary>
    public string Word => Fault ?? Status.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Slug of a problem+json answer; null when the body is none.</summary>
    public string? Slug => Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
        ? type.GetString()!.Split('/')[^1]
        : null;

    /// <summary>The body, when it is JSON.</summary>
    public JsonElement? Json
    {
        get
        {
            try
            {
                return Body.Length == 0 ? null : JsonElement.Parse(Body);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
