using System.Net;
using System.Security.Cryptography;
using Conversations.Contracts;
using Conversations.Web.Errors;
using Microsoft.AspNetCore.DataProtection;

namespace Conversations.Web.Access;

/// <summary>
/// The cookies: one for the session, one that remembers a device somebody signed in from before. Over https they are __Host- and Secure;
/// over plain http there are none but on this machine itself.
/// </summary>
public sealed class SessionCookies(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Session = "conversations";
    private const string Device = "conversations-device";
    private const string HostPrefix = "__Host-";
    private static readonly TimeSpan DeviceLife = TimeSpan.FromDays(90);
    private readonly IDataProtector sessions = protection.CreateProtector("session.1");
    private readonly ITimeLimitedDataProtector devices = protection.CreateProtector("device.1").ToTimeLimitedDataProtector();

    /// <summary>The ticket the request carries, if it is ours and not too old. Whether it was revoked is not known here.</summary>
    public SessionTicket? Read(HttpContext context)
    {
        if (context.Request.Cookies[NameOf(Session, context)] is not { Length: > 0 } cookie)
        {
            return null;
        }

        try
        {
            var ticket = SessionTicket.Parse(sessions.Unprotect(cookie));
            return ticket is null || ticket.IsOver(clock.GetUtcNow()) ? null : ticket;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <exception cref="ProblemException">insecure-sign-in</exception>
    public void Write(HttpContext context, SessionTicket ticket)
    {
        RefuseInsecure(context);
        context.Response.Cookies.Append(NameOf(Session, context), sessions.Protect(ticket.Format()), Options(context, SameSiteMode.Lax));
    }

    public void Clear(HttpContext context) => context.Response.Cookies.Delete(NameOf(Session, context), Options(context, SameSiteMode.Lax));

    /// <summary>The id of this device, if this employee signed in from it before.</summary>
    public string? ReadDevice(HttpContext context, EmployeeId employee)
    {
        if (context.Request.Cookies[NameOf(Device, context)] is not { Length: > 0 } cookie)
        {
            return null;
        }

        try
        {
            var parts = devices.Unprotect(cookie).Split('\u001f');
            return parts.Length == 2 && parts[0] == employee.Value ? parts[1] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void WriteDevice(HttpContext context, EmployeeId employee)
    {
        var value = devices.Protect(employee.Value + '\u001f' + Secrets.NewId("d"), DeviceLife);
        var options = Options(context, SameSiteMode.Strict);
        options.MaxAge = DeviceLife;
        context.Response.Cookies.Append(NameOf(Device, context), value, options);
    }

    /// <exception cref="ProblemException">insecure-sign-in</exception>
    public static void RefuseInsecure(HttpContext context)
    {
        var isLocal = context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
        if (!context.Request.IsHttps && !isLocal)
        {
            throw new ProblemException(ProblemTypes.InsecureSignIn);
        }
    }

    private static string NameOf(string cookie, HttpContext context) => context.Request.IsHttps ? HostPrefix + cookie : cookie;

    private static CookieOptions Options(HttpContext context, SameSiteMode sameSite) =>
        new() { HttpOnly = true, SameSite = sameSite, Path = "/", Secure = context.Request.IsHttps, IsEssential = true };
}
