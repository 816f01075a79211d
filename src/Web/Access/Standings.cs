using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Web.Caching;
using Orleans;

namespace Conversations.Web.Access;

/// <param name="Stamp">Null when the person has never had a sign-in.</param>
public sealed record Standing(EmployeeSettings Settings, string? Stamp, bool IsDisabled);

/// <summary>How employees stand right now: role, name, stamp. At most 25 seconds old, and at once after a change made through this node.</summary>
public sealed class Standings(IGrainFactory grains, ICredentials credentials, TimeProvider clock)
{
    private const int EmployeesMax = 20_000;
    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(25);
    private readonly ShortCache<EmployeeId, Standing?> cache = new(clock, AgeMax, EmployeesMax);

    /// <summary>Null when there is no such person.</summary>
    public ValueTask<Standing?> FindAsync(EmployeeId employee, CancellationToken cancellationToken) => cache.GetAsync(employee, ReadAsync, cancellationToken);

    /// <summary>Whether the person exists, is not disabled, and has the permission.</summary>
    public async ValueTask<bool> MayAsync(EmployeeId employee, Permission permission, CancellationToken cancellationToken) =>
        Ids.HaveShape(employee.Value)
        && await FindAsync(employee, cancellationToken) is { IsDisabled: false } standing
        && Policy.Allows(standing.Settings.Role, permission);

    public void Forget(EmployeeId employee) => cache.Drop(employee);

    private async ValueTask<Standing?> ReadAsync(EmployeeId employee, CancellationToken cancellationToken)
    {
        var settings = await grains.GetGrain<IEmployeeGrain>(employee.Value).Get();
        if (settings is null)
        {
            return null;
        }

        var signIn = await credentials.FindSignInAsync(employee, cancellationToken);
        return new Standing(settings, signIn?.Stamp, settings.Disabled || signIn is { Disabled: true });
    }
}
