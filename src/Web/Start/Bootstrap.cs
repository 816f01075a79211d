using System.ComponentModel.DataAnnotations;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Store;
using Conversations.Web.Access;
using Conversations.Web.Company;

namespace Conversations.Web.Start;

/// <param name="Key">The bootstrap key, when this start made one up; it is shown now and never again.</param>
/// <param name="LinkPath">The admin's one-time sign-in link.</param>
public sealed record FirstStart(string? Key, string? LinkPath);

/// <summary>
/// What a first start makes, under the store's start lock: the admin, the default queue, and the bootstrap key. Rows are written as they are,
/// for there are no grains yet; what exists is left alone.
/// </summary>
public sealed class Bootstrap(IStore store, ISettingsRows rows, ICredentials credentials, Invitations invitations, TimeProvider clock)
{
    private const int TokenCharsMin = 32;
    private static readonly EmployeeId Admin = new(CompanyDefaults.Admin);

    /// <param name="token">Bootstrap:AdminToken, if set.</param>
    /// <exception cref="ValidationException">The token is too short.</exception>
    public async ValueTask<FirstStart?> RunAsync(string? token, CancellationToken cancellationToken)
    {
        if (token is { Length: < TokenCharsMin })
        {
            throw new ValidationException($"Bootstrap:AdminToken must have at least {TokenCharsMin} characters.");
        }

        FirstStart? first = null;
        await store.StartAsync(async token2 => first = await MakeMissingAsync(token, token2), cancellationToken);
        return first;
    }

    private async ValueTask<FirstStart?> MakeMissingAsync(string? token, CancellationToken cancellationToken)
    {
        await AddAsync(SettingsKinds.Employee, CompanyDefaults.Admin, AdminSettings(), cancellationToken);
        await AddAsync(SettingsKinds.Queue, CompanyDefaults.Queue, QueueSettings(), cancellationToken);
        if (await credentials.FindSignInAsync(Admin, cancellationToken) is null)
        {
            await credentials.PutSignInAsync(new SignInRow(Admin, CompanyDefaults.AdminEmail, PasswordHash: null, Secrets.NewToken(), Disabled: false), cancellationToken);
        }

        if ((await credentials.ListApiKeysAsync(cancellationToken)).Length > 0)
        {
            return null;
        }

        var key = token ?? Secrets.NewToken();
        await credentials.AddApiKeyAsync(ApiKeys.RowOf(key, Admin, CompanyDefaults.BootstrapKeyName, clock.GetUtcNow(), expiresAt: null), cancellationToken);
        return token is null ? new FirstStart(key, await invitations.MakeAsync(Admin, cancellationToken)) : null;
    }

    private async ValueTask AddAsync<T>(string kind, string id, T settings, CancellationToken cancellationToken)
    {
        if (await rows.ReadAsync(kind, id, cancellationToken) is null)
        {
            await rows.WriteAsync(kind, id, etag: null, SettingsJson.Write(settings), cancellationToken);
        }
    }

    private static EmployeeSettings AdminSettings() =>
        new() { Id = Admin, Name = CompanyDefaults.AdminName, Email = CompanyDefaults.AdminEmail, Role = Role.Admin, Intent = "available" };

    private static QueueSettings QueueSettings() =>
        new() { Id = new QueueId(CompanyDefaults.Queue), Name = CompanyDefaults.QueueName, DutyEmployee = Admin };
}
