using System.Net;
using Conversations.Contracts;

namespace Conversations.Channels.Webhook;

/// <summary>
/// What a reply URL may look like; 422 forbidden-url otherwise. This is the check of its spelling, made when a channel is set up and again before each
/// send. Where a name leads is checked at each connect, by <see cref="ReplyConnections"/>.
/// </summary>
public static class ReplyUrlRules
{
    public const string NotAUrl = "not-a-url";
    public const string NotHttps = "not-https";
    public const string HasUserInfo = "has-user-info";
    public const string PrivateHost = "private-host";
    public const string OtherPort = "other-port";

    private static readonly string[] PrivateSuffixes = ["localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa"];

    /// <summary>Null when the URL is fine, else why not, as a stable slug.</summary>
    /// <param name="allowPrivate">Channels:AllowPrivateReplyUrls: http, any port and any host are fine then.</param>
    public static string? Check(string? url, bool allowPrivate)
    {
        if (url is null || url.Length > Limits.UrlCharsMax || !IsPlain(url) || !url.Contains("://", StringComparison.Ordinal) || !Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return NotAUrl;
        }

        if (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
        {
            return NotHttps;
        }

        if (uri.UserInfo.Length > 0 || Authority(url).Contains('@'))
        {
            return HasUserInfo;
        }

        var host = HostAsConnectedTo(uri);
        return string.IsNullOrEmpty(host) ? NotAUrl : allowPrivate ? null : PublicFault(uri, host);
    }

    /// <summary>As it is written, for Uri forgets an empty user.</summary>
    private static ReadOnlySpan<char> Authority(string url)
    {
        var rest = url.AsSpan(url.IndexOf("://", StringComparison.Ordinal) + 3);
        return rest.IndexOfAny("/?#") is var end and >= 0 ? rest[..end] : rest;
    }

    /// <summary>The name in ASCII, or the literal address; null when there is no such spelling of it.</summary>
    private static string? HostAsConnectedTo(Uri uri)
    {
        try
        {
            return uri.IdnHost;
        }
        catch (UriFormatException)
        {
            // Uri finds out only here that a name breaks the rules of international names.
            return null;
        }
    }

    private static string? PublicFault(Uri uri, string host) =>
        uri.Scheme != Uri.UriSchemeHttps ? NotHttps
        : !uri.IsDefaultPort ? OtherPort
        : IsPublicHost(host) ? null
        : PrivateHost;

    private static bool IsPublicHost(string host)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return PublicAddresses.Contains(address);
        }

        // A name without a dot is one of the own network, and one that ends in a number is an address in disguise.
        var name = host.TrimEnd('.');
        var lastDot = name.LastIndexOf('.');
        return lastDot > 0 && !char.IsAsciiDigit(name[^1]) && !PrivateSuffixes.Contains(name[(lastDot + 1)..], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Uri forgives blanks, control characters and backslashes and reads them in its own way; others read them differently.</summary>
    private static bool IsPlain(string url)
    {
        foreach (var c in url)
        {
            if (c is '\\' || char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c))
            {
                return false;
            }
        }

        return true;
    }
}
