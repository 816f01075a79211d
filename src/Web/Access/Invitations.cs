using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Access;

/// <summary>One-time links: whoever opens one is signed in as that person, once, within a day.</summary>
public sealed class Invitations(ICredentials credentials, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>The path of the page that uses the link up when its button is pressed; looking at it does not.</summary>
    public async ValueTask<string> MakeAsync(EmployeeId employee, CancellationToken cancellationToken) =>
        (await InviteAsync(employee, cancellationToken)).Path;

    /// <summary>The same, and when it ends.</summary>
    public async ValueTask<(string Path, DateTimeOffset ExpiresAt)> InviteAsync(EmployeeId employee, CancellationToken cancellationToken)
    {
        var expiresAt = clock.GetUtcNow() + Life;
        var token = Secrets.NewToken();
        await credentials.AddLinkAsync(Secrets.HashOf(token), employee, expiresAt, cancellationToken);
        return ("/in/" + token, expiresAt);
    }
}
