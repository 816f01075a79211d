using System.Collections.Frozen;
using Conversations.Contracts;

namespace Conversations.Web.Errors;

/// <param name="Slug">Stable; stands after /problems/ in every error.</param>
/// <param name="Title">One sentence for the developer at the other end.</param>
public sealed record ProblemType(string Slug, int Status, string Title);

/// <summary>The one table of error types: slug, status and title of everything this program ever refuses.</summary>
public static class ProblemTypes
{
    public const string WeakPassword = "weak-password";
    public const string LastSecret = "last-secret";
    public const string TooManySecrets = "too-many-secrets";
    public const string BadRequest = "bad-request";
    public const string Internal = "internal";
    public const string InsecureSignIn = "insecure-sign-in";

    public static readonly FrozenDictionary<string, ProblemType> All = new ProblemType[]
    {
        new(Problems.InvalidBody, 400, "The body is not what this call takes."),
        new(Problems.InvalidQuery, 400, "The query is not what this call takes."),
        new(Problems.InvalidHost, 400, "This server does not answer under that host name."),
        new(Problems.Malformed, 400, "The signed body is not JSON, or has too many items."),
        new(BadRequest, 400, "The request is not valid HTTP."),
        new(Problems.Unauthenticated, 401, "Sign in, or send an API key."),
        new(Problems.InvalidCredentials, 401, "E-mail and password do not belong together."),
        new(Problems.InvalidSignature, 401, "The signature, its time or its id is missing or wrong."),
        new(Problems.Forbidden, 403, "Your role does not allow this."),
        new(Problems.FloorGrade, 403, "Your grade on the open floor does not allow this yet."),
        new(Problems.Antiforgery, 403, "The request does not come from this application's own page."),
        new(InsecureSignIn, 403, "Signing in over plain http works on this machine only; use https."),
        new(Problems.NotFound, 404, "There is nothing here."),
        new(Problems.NothingWaits, 404, "Nothing waits that you could take."),
        new(Problems.MethodNotAllowed, 405, "This address does not take that method."),
        new(Problems.IllegalMove, 409, "The state does not allow this move."),
        new(Problems.AlreadyOwned, 409, "A colleague owns this conversation."),
        new(Problems.OwnedByOther, 409, "A colleague owns this conversation; send anyway, or leave it."),
        new(Problems.NewerMessage, 409, "There is a newer message than you have seen."),
        new(Problems.EmailTaken, 409, "Somebody else has this e-mail address."),
        new(Problems.LabelTaken, 409, "There is a label of this name."),
        new(Problems.TopicTaken, 409, "There is a topic of this name."),
        new(Problems.AlreadyAnswered, 409, "A colleague was faster: the first answer stands."),
        new(LastSecret, 409, "There is no such secret, or it is the last one."),
        new(TooManySecrets, 409, "This channel has as many active secrets as it may have."),
        new(Problems.DraftChanged, 409, "Another device of yours wrote this draft since; look at both."),
        new(Problems.GestureDenied, 409, "The policy does not let you give this; see denied for the rule and what can be done."),
        new(Problems.PolicyChanged, 409, "There is a newer version of the policy than you have seen."),
        new(Problems.TooMany, 409, "There are as many of these as there may be."),
        new(Problems.OpenPromises, 409, "Promises are open: keep them, or make it a follow-up."),
        new(Problems.LinkUsed, 410, "This link was used, or is too old."),
        new(Problems.BodyTooLarge, 413, "The body is too large."),
        new(Problems.UnsupportedMediaType, 415, "Send application/json."),
        new(Problems.EmptyText, 422, "The text is empty."),
        new(Problems.TextTooLong, 422, "The text is too long."),
        new(Problems.OutOfRange, 422, "A value is outside its range."),
        new(Problems.AudienceMismatch, 422, "Say public or private, and one that this thread allows."),
        new(Problems.CommandIdReused, 422, "This id belongs to another command."),
        new(Problems.UnknownEmployee, 422, "There is no such employee who may do this."),
        new(Problems.DutyRequired, 422, "Say who is on duty here before anything is offered."),
        new(Problems.UnknownQueue, 422, "There is no such queue."),
        new(Problems.ForbiddenUrl, 422, "Replies may not be sent to this address."),
        new(Problems.UnknownVariable, 422, "The text names a variable that does not exist."),
        new(Problems.UnknownAttachment, 422, "There is no such file of yours that could go out here."),
        new(Problems.ImageTooLarge, 422, "The image has more than 40 million pixels."),
        new(Problems.InvalidPolicy, 422, "The policy is malformed or contradicts itself; nothing was changed."),
        new(WeakPassword, 422, "Choose a password of 12 to 256 characters that is not easy to guess."),
        new(Problems.QuotaReached, 429, "You have uploaded as much as one person may in a day."),
        new(Problems.TooManyAttempts, 429, "Too many attempts; wait a little."),
        new(Internal, 500, "Something broke here; it was logged under this traceId."),
        new(Problems.Unavailable, 503, "This cannot be done right now; try again."),
        new(Problems.Overloaded, 503, "There is too much to do right now; try again."),
    }.ToFrozenDictionary(type => type.Slug);

    /// <summary>The general type of a status nobody said more about.</summary>
    public static string SlugOf(int status) => status switch
    {
        401 => Problems.Unauthenticated,
        403 => Problems.Forbidden,
        404 => Problems.NotFound,
        405 => Problems.MethodNotAllowed,
        413 => Problems.BodyTooLarge,
        415 => Problems.UnsupportedMediaType,
        429 => Problems.TooManyAttempts,
        503 => Problems.Unavailable,
        >= 500 => Internal,
        _ => BadRequest,
    };
}
