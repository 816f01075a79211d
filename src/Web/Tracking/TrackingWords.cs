using System.Globalization;

namespace Conversations.Web.Tracking;

/// <summary>What the page says, in one language.</summary>
public sealed record TrackingWords
{
    public required string Language { get; init; }
    public required string Title { get; init; }
    public required Func<string, string> Has { get; init; }
    public required string TeamHas { get; init; }
    public required Func<string, string> Since { get; init; }
    public required Func<string, string> Due { get; init; }
    public required Func<string, string> Late { get; init; }
    public required string Waiting { get; init; }
    public required string Answered { get; init; }
    public required string Done { get; init; }
    public required string Promised { get; init; }
    public required Func<string, string> By { get; init; }
    public required string Broken { get; init; }
    public required string Gone { get; init; }
    public required string Later { get; init; }
    public required string Foot { get; init; }
    public required Func<int, string> Minutes { get; init; }
    public required Func<int, string> Hours { get; init; }
    public required Func<int, string> Days { get; init; }
    public required string Moment { get; init; }

    public static readonly TrackingWords English = new()
    {
        Language = "en",
        Title = "Who has your message",
        Has = static name => $"{name} has this.",
        TeamHas = "Our team has this.",
        Since = static time => $"For {time}.",
        Due = static time => $"The next word is due in {time}.",
        Late = static time => $"The next word was due {time} ago. We are late.",
        Waiting = "You are in line; we answer where you wrote to us.",
        Answered = "You have an answer where you wrote to us. Nothing is waiting for us.",
        Done = "This is done. Write to us again if it is not.",
        Promised = "What we promised",
        By = static time => $"by {time}",
        Broken = "We did not keep this yet.",
        Gone = "This link leads nowhere. It may have been ended, or a letter of it got lost.",
        Later = "You looked very often. Look again in a minute.",
        Foot = "Load this page again for news.",
        Minutes = static n => n <= 1 ? "a minute" : $"{n} minutes",
        Hours = static n => n == 1 ? "an hour" : $"{n} hours",
        Days = static n => n == 1 ? "a day" : $"{n} days",
        Moment = "d MMMM, HH:mm",
    };

    public static readonly TrackingWords German = new()
    {
        Language = "de",
        Title = "Wer Ihre Nachricht hat",
        Has = static name => $"{name} hat sie.",
        TeamHas = "Unser Team hat sie.",
        Since = static time => $"Seit {time}.",
        Due = static time => $"Das nächste Wort ist in {time} fällig.",
        Late = static time => $"Das nächste Wort war vor {time} fällig. Wir sind zu spät.",
        Waiting = "Sie sind in der Reihe; wir antworten dort, wo Sie uns geschrieben haben.",
        Answered = "Sie haben eine Antwort dort, wo Sie uns geschrieben haben. Nichts wartet auf uns.",
        Done = "Das ist erledigt. Schreiben Sie uns wieder, wenn nicht.",
        Promised = "Was wir versprochen haben",
        By = static time => $"bis {time}",
        Broken = "Das haben wir noch nicht gehalten.",
        Gone = "Dieser Link führt nirgendwohin. Vielleicht wurde er beendet, oder ein Buchstabe ging verloren.",
        Later = "Sie haben sehr oft nachgesehen. Versuchen Sie es in einer Minute wieder.",
        Foot = "Laden Sie die Seite neu, um Neues zu sehen.",
        Minutes = static n => n <= 1 ? "einer Minute" : $"{n} Minuten",
        Hours = static n => n == 1 ? "einer Stunde" : $"{n} Stunden",
        Days = static n => n == 1 ? "einem Tag" : $"{n} Tagen",
        Moment = "d. MMMM, HH:mm",
    };

    /// <summary>The first of the two that the reader's browser asks for.</summary>
    public static TrackingWords For(HttpRequest request)
    {
        foreach (var wanted in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(static language => language.Quality ?? 1))
        {
            var language = wanted.Value.Value?.Split('-')[0];
            if (language is "de" or "en")
            {
                return language == "de" ? German : English;
            }
        }

        return English;
    }

    /// <summary>How long, in one unit.</summary>
    public string Span(TimeSpan time) =>
        time.TotalMinutes < 90 ? Minutes((int)time.TotalMinutes) : time.TotalHours < 36 ? Hours((int)Math.Round(time.TotalHours)) : Days((int)Math.Round(time.TotalDays));

    /// <summary>A point in time; the reader's zone is not known here.</summary>
    public string At(DateTimeOffset at) => at.UtcDateTime.ToString(Moment, CultureInfo.GetCultureInfo(Language)) + " UTC";
}
