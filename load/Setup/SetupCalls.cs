using System.Text.Json;
using Conversations.Load.Wire;

namespace Conversations.Load.Setup;

/// <summary>
/// Calls that prepare a run. A target that is expected to be killed may be away just then: it is asked again for a while.
/// What is made twice by that is one channel or employee more, which harms nobody.
/// </summary>
public sealed class SetupCalls(HttpSender http, string token, bool expectsOutages)
{
    private const int AttemptsMax = 120;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <param name="method">As published.</param>
    /// <param name="path">As published.</param>
    /// <param name="body">Made anew for every attempt, from the attempt's number.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<Outcome> AskAsync(HttpMethod method, string path, Func<int, object?> body, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var json = body(attempt) is { } content ? JsonSerializer.Serialize(content) : null;
            var outcome = await http.SendAsync(() => HttpSender.Request(method, path, token, json), cancellationToken);
            if (!expectsOutages || !outcome.IsRetryable || attempt == AttemptsMax)
            {
                return outcome;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
