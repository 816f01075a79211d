using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

internal sealed class CredentialRows(ISql sql) : ICredentials
{
    private const string KeyColumns = "key_hash, prefix, employee, name, created_at, expires_at, revoked_at";
    private const string SignInColumns = "employee, email, password_hash, stamp, disabled";

    public ValueTask<ApiKeyRow?> FindApiKeyAsync(string keyHash, CancellationToken cancellationToken) =>
        sql.FindAsync($"select {KeyColumns} from api_key where key_hash = $1", [keyHash], ReadKey, cancellationToken);

    public async ValueTask AddApiKeyAsync(ApiKeyRow key, CancellationToken cancellationToken)
    {
        SqlValue[] values =
        [
            key.KeyHash, key.Prefix, key.Employee.Value, key.Name, Micros.Of(key.CreatedAt), Micros.Of(key.ExpiresAt), Micros.Of(key.RevokedAt),
        ];
        await sql.ChangesAsync(
            $"insert into api_key ({KeyColumns}) values ($1, $2, $3, $4, $5, $6, $7) on conflict (key_hash) do nothing returning key_hash", values, cancellationToken);
    }

    public ValueTask<ImmutableArray<ApiKeyRow>> ListApiKeysAsync(CancellationToken cancellationToken) =>
        sql.ReadAsync($"select {KeyColumns} from api_key order by created_at, key_hash", [], ReadKey, cancellationToken);

    public ValueTask<bool> RevokeApiKeyAsync(string keyHash, DateTimeOffset at, CancellationToken cancellationToken) => sql.ChangesAsync(
        "update api_key set revoked_at = coalesce(revoked_at, $2) where key_hash = $1 returning key_hash", [keyHash, Micros.Of(at)], cancellationToken);

    public ValueTask<SignInRow?> FindSignInByEmailAsync(string email, CancellationToken cancellationToken) =>
        sql.FindAsync($"select {SignInColumns} from sign_in where email = $1", [email], ReadSignIn, cancellationToken);

    public ValueTask<SignInRow?> FindSignInAsync(EmployeeId employee, CancellationToken cancellationToken) =>
        sql.FindAsync($"select {SignInColumns} from sign_in where employee = $1", [employee.Value], ReadSignIn, cancellationToken);

    public async ValueTask<bool> PutSignInAsync(SignInRow signIn, CancellationToken cancellationToken)
    {
        try
        {
            return await sql.ChangesAsync(
                $"""
                insert into sign_in ({SignInColumns}) values ($1, $2, $3, $4, $5)
                on conflict (employee) do update set email = excluded.email, password_hash = excluded.password_hash,
                    stamp = excluded.stamp, disabled = excluded.disabled
                returning employee
                """,
                [signIn.Employee.Value, signIn.Email, signIn.PasswordHash, signIn.Stamp, signIn.Disabled], cancellationToken);
        }
        catch (UniqueViolationException)
        {
            return false;
        }
    }

    public async ValueTask AddLinkAsync(string tokenHash, EmployeeId employee, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        await sql.ChangesAsync(
            "insert into one_time_link (token_hash, employee, expires_at) values ($1, $2, $3) returning token_hash",
            [tokenHash, employee.Value, Micros.Of(expiresAt)], cancellationToken);

    public async ValueTask<LinkUse> UseLinkAsync(string tokenHash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var granted = await sql.WriteAsync(
            "update one_time_link set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2 returning employee",
            [tokenHash, Micros.Of(now)], static row => new EmployeeId(row.Text(0)), cancellationToken);
        if (!granted.IsEmpty)
        {
            return new LinkUse(LinkOutcome.Granted, granted[0]);
        }

        var known = await sql.ReadAsync(
            "select used_at from one_time_link where token_hash = $1", [tokenHash], static row => row.IsNull(0) ? LinkOutcome.Expired : LinkOutcome.Used, cancellationToken);
        return new LinkUse(known.IsEmpty ? LinkOutcome.Unknown : known[0], null);
    }

    public ValueTask<ImmutableArray<string>> ListDataProtectionKeysAsync(CancellationToken cancellationToken) =>
        sql.ReadAsync("select xml from data_protection_key order by name", [], static row => row.Text(0), cancellationToken);

    public async ValueTask AddDataProtectionKeyAsync(string name, string xml, CancellationToken cancellationToken) => await sql.ChangesAsync(
        "insert into data_protection_key (name, xml) values ($1, $2) on conflict (name) do update set xml = excluded.xml returning name", [name, xml], cancellationToken);

    private static ApiKeyRow ReadKey(SqlRow row) =>
        new(row.Text(0), row.Text(1), new EmployeeId(row.Text(2)), row.Text(3), row.Time(4), row.TimeOrNull(5), row.TimeOrNull(6));

    private static SignInRow ReadSignIn(SqlRow row) => new(new EmployeeId(row.Text(0)), row.Text(1), row.TextOrNull(2), row.Text(3), row.Bool(4));
}
