using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Channels.Webhook;

/// <summary>What the answer of a reply endpoint means; pure.</summary>
internal static class ReplyAnswer
{
    /// <summary>The outcome by status alone; null for 2xx, whose body may still name an id.</summary>
    public static SendOutcome? OfStatus(HttpStatusCode status, string? retryAfter, DateTimeOffset now)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"http-{(int)status}");
        return (int)status switch
        {
            >= 200 and < 300 => null,
            408 or 429 or 503 => new SendOutcome.NotSent(reason, RetryAfter(retryAfter, now)),

            // Redirects are not followed: where they lead was never checked, and a moved endpoint must be told to us by its owner.
            < 500 => new SendOutcome.Refused(reason),

            // It broke while it was at it, and may have acted before.
            _ => new SendOutcome.Unclear(reason),
        };
    }

    /// <summary>The network's own id out of a body "{ id }", where there is one.</summary>
    public static string? ProviderId(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = LenientReader.Over(body);
            return reader.Next() && reader.Token == JsonTokenType.StartObject ? ReadId(ref reader) : null;
        }
        catch (Exception e) when (e is JsonException or TooDeepException)
        {
            // The endpoint said 2xx; what else it says is its own affair.
            return null;
        }
    }

    private static string? ReadId(ref LenientReader reader)
    {
        TextMember id = default;
        while (reader.Next() && reader.Token == JsonTokenType.PropertyName)
        {
            var isId = reader.IsMember("id"u8);
            reader.Next();
            if (isId)
            {
                id = reader.TextMember();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return MemberRules.Within(id.Value, Limits.IdCharsMax);
    }

    /// <summary>Seconds or an HTTP date; never negative, never more than <see cref="Limits.RetryAfterMax"/>; null when unreadable.</summary>
    private static TimeSpan? RetryAfter(string? header, DateTimeOffset now)
    {
        header = header?.Trim();
        if (string.IsNullOrEmpty(header))
        {
            return null;
        }

        if (header.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Bounded(TimeSpan.FromSeconds(seconds)) : Limits.RetryAfterMax;
        }

        return RetryConditionHeaderValue.TryParse(header, out var parsed) && parsed.Date is { } date ? Bounded(date - now) : null;
    }

    private static TimeSpan Bounded(TimeSpan delay) =>
        delay < TimeSpan.Zero ? TimeSpan.Zero : delay > Limits.RetryAfterMax ? Limits.RetryAfterMax : delay;
}
