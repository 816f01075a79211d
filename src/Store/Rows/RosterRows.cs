using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;

namespace Conversations.Store.Rows;

/// <summary>Reads the rows of all employees in pages, one reading at a time: it serves all who began to wait before it began.</summary>
internal sealed class RosterRows(ISettingsRows rows, TimeProvider time) : IRoster, IDisposable
{
    private const int PageRows = 200;
    private const int PeopleMax = 50_000;
    private readonly SemaphoreSlim gate = new(1);
    private volatile Kept? kept;

    public void Dispose() => gate.Dispose();

    public async ValueTask<ImmutableArray<EmployeeSettings>> ReadAsync(TimeSpan ageMax, CancellationToken cancellationToken)
    {
        var called = time.GetTimestamp();
        if (kept is { } young && time.GetElapsedTime(young.At, called) < ageMax)
        {
            return young.People;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (kept is not { } since || since.At < called)
            {
                kept = since = await ReadAllAsync(cancellationToken);
            }

            return since.People;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Kept> ReadAllAsync(CancellationToken cancellationToken)
    {
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

        return new Kept(people.DrainToImmutable(), at);
    }

    private sealed record Kept(ImmutableArray<EmployeeSettings> People, long At);
}
