using System.Collections.Frozen;
using Conversations.Contracts;
using Conversations.Web.Errors;

namespace Conversations.Web.Edge;

/// <summary>
/// Answers only under its own names: those of AllowedHosts, or, when that is not set, the hosts of Urls and this machine's. Any other Host
/// is refused, so that no page elsewhere can point a name of its own at this server.
/// </summary>
public sealed class HostCheck(RequestDelegate next, AllowedHosts allowed)
{
    public Task InvokeAsync(HttpContext context) =>
        allowed.Contain(context.Request.Host.Host) ? next(context) : new Problem(Problems.InvalidHost).WriteAsync(context);
}

/// <summary>The names this server answers under. An entry "*.example.org" means any name below; "*" means any at all.</summary>
public sealed class AllowedHosts
{
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];
    private readonly FrozenSet<string> names;
    private readonly string[] below;
    private readonly bool isAny;

    public AllowedHosts(string? setting, string? urls)
    {
        var split = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var all = string.IsNullOrWhiteSpace(setting) ? [.. HostsOf(urls), .. ThisMachine] : setting.Split([';', ','], split);
        names = all.Where(name => !name.StartsWith('*')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        below = [.. all.Where(name => name.StartsWith("*.", StringComparison.Ordinal)).Select(name => name[1..])];
        isAny = all.Contains("*");
    }

    public bool Contain(string host) =>
        isAny || names.Contains(host) || below.Any(end => host.Length > end.Length && host.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> HostsOf(string? urls) =>
        (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => BindingAddress.Parse(url).Host)
            .Where(host => host is not ("*" or "+" or "0.0.0.0" or "[::]"));
}
