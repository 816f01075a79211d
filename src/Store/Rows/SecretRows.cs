namespace Conversations.Store.Rows;

internal static class SecretRows
{
    public static async ValueTask<string> GetOrAddAsync(ISql sql, string name, Func<string> make, CancellationToken cancellationToken)
    {
        const string find = "select value from secret where name = $1";
        if (await sql.FindAsync(find, [name], static row => row.Text(0), cancellationToken) is { } known)
        {
            return known;
        }

        await sql.ChangesAsync("insert into secret (name, value) values ($1, $2) on conflict (name) do nothing returning name", [name, make()], cancellationToken);
        return (await sql.FindAsync(find, [name], static row => row.Text(0), cancellationToken))!;
    }
}
