using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Web.Errors;
using Microsoft.AspNetCore.Identity;

namespace Conversations.Web.Access;

/// <param name="CsrfToken">Goes back in X-CSRF-Token with every change.</param>
public sealed record OpenSession(EmployeeSettings Employee, string CsrfToken);

/// <summary>Opens and ends sessions: by password, by one-time link, and keeps passwords.</summary>
public sealed class SignIns(
    ICredentials credentials, Passwords passwords, SessionCookies cookies, Standings standings, EndedSessions ended, Attempts attempts, TimeProvider clock)
{
    /// <exception cref="ProblemException">invalid-credentials, too-many-attempts, insecure-sign-in</exception>
    public async ValueTask<OpenSession> ByPasswordAsync(HttpContext context, string email, string password)
    {
        SessionCookies.RefuseInsecure(context);
        var address = NormalEmail(email);
        var signIn = await credentials.FindSignInByEmailAsync(address, context.RequestAborted);
        var device = signIn is null ? null : cookies.ReadDevice(context, signIn.Employee);
        string[] buckets = device is null ? ["account " + address, Attempts.KeyOf(context.Connection.RemoteIpAddress)] : ["device " + device];
        await attempts.BeginAsync(buckets);
        var result = await passwords.VerifyAsync(signIn, password, context.RequestAborted);
        if (result == PasswordVerificationResult.Failed || signIn!.Disabled)
        {
            throw new ProblemException(Problems.InvalidCredentials);
        }

        await attempts.GiveBackAsync(buckets);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            signIn = signIn with { PasswordHash = await passwords.HashAsync(signIn, password, context.RequestAborted) };
            await credentials.PutSignInAsync(signIn, context.RequestAborted);
        }

        return await OpenAsync(context, signIn, byLink: false);
    }

    /// <exception cref="ProblemException">not-found, link-used, too-many-attempts, insecure-sign-in</exception>
    public async ValueTask<OpenSession> ByLinkAsync(HttpContext context, string token)
    {
        SessionCookies.RefuseInsecure(context);
        var bucket = "link " + Attempts.KeyOf(context.Connection.RemoteIpAddress);
        await attempts.BeginAsync(bucket);
        var use = await credentials.UseLinkAsync(Secrets.HashOf(token), clock.GetUtcNow(), context.RequestAborted);
        if (use is not { Outcome: LinkOutcome.Granted, Employee: { } employee })
        {
            throw new ProblemException(use.Outcome == LinkOutcome.Unknown ? Problems.NotFound : Problems.LinkUsed);
        }

        await attempts.GiveBackAsync(bucket);
        var signIn = await credentials.FindSignInAsync(employee, context.RequestAborted);
        return signIn is { Disabled: false } ? await OpenAsync(context, signIn, byLink: true) : throw new ProblemException(Problems.LinkUsed);
    }

    /// <summary>Sets the caller's own password, ends all other sessions of theirs, and goes on in a new one.</summary>
    /// <exception cref="ProblemException">invalid-credentials, weak-password, too-many-attempts</exception>
    public async ValueTask<OpenSession> SetPasswordAsync(HttpContext context, SessionTicket ticket, string password, string? currentPassword)
    {
        var signIn = await credentials.FindSignInAsync(ticket.Employee, context.RequestAborted) ?? throw new ProblemException(Problems.Unauthenticated);
        if (signIn.PasswordHash is not null && !ticket.IsFreshFromLink(clock.GetUtcNow()))
        {
            var bucket = "password " + signIn.Employee.Value;
            await attempts.BeginAsync(bucket);
            if (await passwords.VerifyAsync(signIn, currentPassword ?? "", context.RequestAborted) == PasswordVerificationResult.Failed)
            {
                throw new ProblemException(Problems.InvalidCredentials);
            }

            await attempts.GiveBackAsync(bucket);
        }

        var standing = await standings.FindAsync(ticket.Employee, context.RequestAborted);
        Passwords.RefuseWeak(password, signIn.Email, standing?.Settings.Name ?? "");
        var changed = signIn with { PasswordHash = await passwords.HashAsync(signIn, password, context.RequestAborted), Stamp = Secrets.NewToken() };
        await credentials.PutSignInAsync(changed, context.RequestAborted);
        standings.Forget(ticket.Employee);
        return await OpenAsync(context, changed, byLink: false);
    }

    public async ValueTask EndAsync(HttpContext context, SessionTicket ticket)
    {
        await ended.AddAsync(ticket, context.RequestAborted);
        cookies.Clear(context);
    }

    public static string NormalEmail(string email) => email.Trim().ToLowerInvariant();

    private async ValueTask<OpenSession> OpenAsync(HttpContext context, SignInRow signIn, bool byLink)
    {
        standings.Forget(signIn.Employee);
        var standing = await standings.FindAsync(signIn.Employee, context.RequestAborted);
        if (standing is not { IsDisabled: false })
        {
            throw new ProblemException(Problems.InvalidCredentials);
        }

        var now = clock.GetUtcNow();
        var ticket = new SessionTicket(Secrets.NewToken()[..22], signIn.Employee, signIn.Stamp, Secrets.NewToken(), now, now, byLink);
        cookies.Write(context, ticket);
        cookies.WriteDevice(context, signIn.Employee);
        return new OpenSession(standing.Settings, ticket.Csrf);
    }
}
