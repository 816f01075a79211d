using System.Net;
using System.Security.Cryptography;
using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;

namespace Conversations.Web.Tracking;

/// <summary>The page behind a tracking link: plain HTML without scripts, and nothing in it but who has it, since when, what is due, and what was promised.</summary>
public static class TrackingPage
{
    private const string Style =
        ":root{color-scheme:light dark;--g:#fdfcf9;--t:#211d19;--q:#544f49;--l:#e1dfdb;--d:#b01f1f}"
        + "@media(prefers-color-scheme:dark){:root{--g:#1b1916;--t:#eae8e3;--q:#b8b5b0;--l:#302d29;--d:#f68880}}"
        + "body{margin:0;background:var(--g);color:var(--t);font:16px/23px system-ui,'Noto Sans',sans-serif}"
        + "main{max-width:32rem;margin:0 auto;padding:48px 24px}h1{margin:0 0 24px;font-weight:600;font-size:16px;line-height:20px;color:var(--q)}"
        + "p{margin:0 0 8px}.who{font-size:28px;line-height:36px;margin:0 0 4px}h2{margin:24px 0 8px;padding-top:24px;border-top:1px solid var(--l);font-size:16px;line-height:20px}"
        + "ul{margin:0;padding:0;list-style:none}li{margin:0 0 12px}small,.quiet{color:var(--q);font-size:15px}.late{color:var(--d)}footer{margin-top:32px}";

    /// <summary>No scripts, no pictures, no other address: only this page's own style.</summary>
    public static readonly string ContentSecurity =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <param name="firstName">Of who is accountable; null: nobody's name is known.</param>
    public static string Of(CustodyView custody, string? firstName, TrackingWords words, DateTimeOffset now)
    {
        var body = new StringBuilder();
        Line(body, "who", firstName is null ? words.TeamHas : words.Has(firstName));
        if (custody.Since is { } since)
        {
            Line(body, "quiet", words.Since(words.Span(now - since)));
        }

        var (text, isLate) = Next(custody, words, now);
        Line(body, isLate ? "late" : "", text);
        AddPromises(body, custody, words);
        return Whole(words, body.ToString(), words.Foot);
    }

    /// <summary>The same for a link that never was and for one that was ended.</summary>
    public static string Gone(TrackingWords words) => Whole(words, $"<p>{Encode(words.Gone)}</p>", "");

    public static string Later(TrackingWords words) => Whole(words, $"<p>{Encode(words.Later)}</p>", "");

    private static (string Text, bool IsLate) Next(CustodyView custody, TrackingWords words, DateTimeOffset now)
    {
        if (!ConversationStates.IsOpen(custody.State))
        {
            return (words.Done, false);
        }

        DateTimeOffset? promised = custody.Promises.IsEmpty ? null : custody.Promises.Min(static promise => promise.DueAt);
        var asked = custody.WaitingSince is null ? null : custody.DueAt;
        return (asked < promised || promised is null ? asked : promised) is { } due
            ? due >= now ? (words.Due(words.Span(due - now)), false) : (words.Late(words.Span(now - due)), true)
            : (custody.WaitingSince is null ? words.Answered : words.Waiting, false);
    }

    private static void AddPromises(StringBuilder body, CustodyView custody, TrackingWords words)
    {
        if (custody.Promises.IsEmpty)
        {
            return;
        }

        body.Append("<h2>").Append(Encode(words.Promised)).Append("</h2><ul>");
        foreach (var promise in custody.Promises)
        {
            body.Append("<li><span dir=\"auto\">").Append(Encode(promise.Text)).Append("</span><br><small>")
                .Append(Encode(words.By(words.At(promise.DueAt)))).Append("</small>");
            if (promise.State == PromiseStates.Broken)
            {
                body.Append(" <small class=\"late\">").Append(Encode(words.Broken)).Append("</small>");
            }

            body.Append("</li>");
        }

        body.Append("</ul>");
    }

    private static void Line(StringBuilder body, string style, string text) =>
        body.Append(style.Length == 0 ? "<p>" : $"<p class=\"{style}\">").Append(Encode(text)).Append("</p>");

    private static string Whole(TrackingWords words, string body, string foot) =>
        $"""
        <!doctype html>
        <html lang="{words.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow"><title>{Encode(words.Title)}</title><style>{Style}</style></head>
        <body><main><h1>{Encode(words.Title)}</h1>{body}{(foot.Length == 0 ? "" : $"<footer class=\"quiet\">{Encode(foot)}</footer>")}</main></body></html>
        """;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
