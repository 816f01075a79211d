using System.Globalization;
using Conversations.Contracts.Ports;
using Conversations.Web.Caching;

namespace Conversations.Web.Access;

/// <summary>
/// Sessions that were signed out before their time: a copy of such a cookie is worth nothing, on this node at once, on others within 25
/// seconds. Kept in the store until they would have ended anyway.
/// </summary>
public sealed class EndedSessions(ISettingsRows rows, TimeProvider clock)
{
    private const string Kind = "endedSession";
    private const int SessionsMax = 50_000;
    private const int SweepPage = 200;
    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(25);
    private readonly ShortCache<string, bool> cache = new(clock, AgeMax, SessionsMax);

    public ValueTask<bool> HasAsync(string session, CancellationToken cancellationToken) =>
        cache.GetAsync(session, async (id, token) => await rows.ReadAsync(Kind, id, token) is not null, cancellationToken);

    public async ValueTask AddAsync(SessionTicket ticket, CancellationToken cancellationToken)
    {
        var endsAt = ticket.EndsAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await rows.WriteAsync(Kind, ticket.Id, etag: null, endsAt, cancellationToken);
        cache.Drop(ticket.Id);
    }

    /// <summary>Removes those that are over by themselves.</summary>
    public async ValueTask SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        string? after = null;
        while (true)
        {
            var page = await rows.ListAsync(Kind, after, SweepPage, cancellationToken);
            foreach (var row in page)
            {
                if (long.Parse(row.Payload, CultureInfo.InvariantCulture) < now)
                {
                    await rows.ClearAsync(Kind, row.Id, row.Etag, cancellationToken);
                }
            }

            if (page.Length < SweepPage)
            {
                return;
            }

            after = page[^1].Id;
        }
    }
}
