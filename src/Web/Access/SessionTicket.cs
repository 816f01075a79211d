using System.Globalization;
using Conversations.Contracts;

namespace Conversations.Web.Access;

/// <summary>What a session's cookie says, encrypted and signed.</summary>
/// <param name="Id">Of the session; a session that was ended is remembered by it.</param>
/// <param name="Stamp">The sign-in's stamp at that time: with another one the session is over.</param>
/// <param name="Csrf">Must come back in X-CSRF-Token with every change.</param>
/// <param name="ByLink">Opened by a one-time link: the password may be set without the old one, for a while.</param>
public sealed record SessionTicket(
    string Id, EmployeeId Employee, string Stamp, string Csrf, DateTimeOffset SignedInAt, DateTimeOffset SeenAt, bool ByLink)
{
    public static readonly TimeSpan IdleMax = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan LifeMax = TimeSpan.FromHours(12);
    public static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan FreshLink = TimeSpan.FromMinutes(15);
    private const char Separator = '\u001f';
    private const string Version = "1";

    public DateTimeOffset EndsAt => SignedInAt + LifeMax;

    public bool IsOver(DateTimeOffset now) => now >= EndsAt || now >= SeenAt + IdleMax;

    public bool IsFreshFromLink(DateTimeOffset now) => ByLink && now < SignedInAt + FreshLink;

    public string Format() => string.Join(
        Separator, Version, Id, Employee.Value, Stamp, Csrf, Seconds(SignedInAt), Seconds(SeenAt), ByLink ? "1" : "0");

    /// <summary>Null for the ticket of another version.</summary>
    public static SessionTicket? Parse(string text)
    {
        var parts = text.Split(Separator);
        return parts.Length == 8 && parts[0] == Version
            ? new SessionTicket(parts[1], new EmployeeId(parts[2]), parts[3], parts[4], Time(parts[5]), Time(parts[6]), parts[7] == "1")
            : null;
    }

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string seconds) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
}
