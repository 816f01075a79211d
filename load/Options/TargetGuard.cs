using System.Net;

namespace Conversations.Load.Options;

/// <summary>A load tester is a weapon when pointed at a stranger: only this machine is a target unless the owner says otherwise.</summary>
public static class TargetGuard
{
    public static bool IsLoopback(Uri target) =>
        target.IsLoopback || (IPAddress.TryParse(target.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
