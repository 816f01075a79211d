using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;

namespace Conversations.Store.Rows;

/// <summary>Reads the rows of all employees in pages, and keeps them for ten seconds: one read serves all asks of that time.</summary>
internal sealed class RosterRows(ISettingsRows rows, TimeProvider time) : IRoster
{
    private const int PageRows = 200;
    private const int PeopleMax = 50_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);
    private volatile Kept? kept;

    public async ValueTask<ImmutableArray<EmployeeSettings>> ReadAsync(CancellationToken cancellationToken)
    {
        if (kept is { } fresh && time.GetElapsedTime(fresh.At) < KeptFor)
        {
            return fresh.People;
        }

        var at = time.GetTimestamp();
        var people = ImmutableArray.CreateBuilder<EmployeeSettings>();
        for (string? after = null; people.Count < PeopleMax;)
        {
            var page = await rows.ListAsync(SettingsKinds.Employee, after, PageRows, cancellationToken);
            people.AddRange(page.Select(static row => SettingsJson.Read<EmployeeSettings>(row.Payload)));
            if (page.Length < PageRows)
            {
                break;
            }

            after = page[^1].Id;
        }

        kept = new Kept(people.DrainToImmutable(), at);
        return kept.People;
    }

    private sealed record Kept(ImmutableArray<EmployeeSettings> People, long At);
}
