using System.Security.Cryptography;
using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Settings;

namespace Conversations.Grains.Conversations;

/// <summary>
/// Who asked for what, hashed: a command id that comes again with another fingerprint was used for something else. Of a reply the text,
/// the audience, what is attached, promised and kept count; what its author had seen and how long it is held may differ when she sends it again.
/// </summary>
public static class Fingerprint
{
    private const char Separator = '\u001f';

    public static string Of(ConversationId id, ConversationCommand command, Caller caller)
    {
        var body = command switch
        {
            Reply c => string.Join(Separator, [c.Text, c.Audience, .. c.Media.Select(media => media.AttachmentId), .. c.Promises.Select(Of), .. c.Keeps.Select(id => id.ToString("N"))]),
            MakePromise c => Of(c.Promise),
            KeepPromise c => c.PromiseId.ToString("N") + Separator + c.EvidenceSeq,
            MovePromise c => string.Join(Separator, c.PromiseId.ToString("N"), Ticks(c.DueAt), c.Text, c.Audience),
            ReleasePromise c => c.PromiseId.ToString("N") + Separator + c.Reason,
            HandPromiseOver c => c.PromiseId.ToString("N") + Separator + c.Employee.Value,
            Resolve { FollowUp: true } => "followUp",
            CancelReply c => c.ReplyId.ToString("N"),
            RetryReply c => c.ReplyId.ToString("N"),
            MarkReplySent c => c.ReplyId.ToString("N"),
            AddNote c => c.Text + Separator + string.Join(Separator, c.Mentions.Select(m => m.Value)),
            AssignEmployee c => c.Employee.Value,
            HandBack c => c.From.Value + Separator + c.Note,
            Snooze c => Ticks(c.Until),
            SetPriority c => c.Priority,
            DeclineOffer c => c.Reason ?? "",
            SetLabels c => string.Join(Separator, c.Labels),
            AskColleagues c => string.Join(Separator, [c.Question, .. c.Topics]),
            RenameLabel c => c.From + Separator + c.To,
            OfferHandover c => string.Join(Separator, c.To?.Value, c.ToQueue?.Value, c.Summary, c.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ReturnHandover c => c.Reason,
            RecordGesture c => c.Gesture.ToString("N") + c.Entry,
            ReplyOnFloor c => c.Text,
            ProposeReply c => c.Text,
            SendProposal c => c.ProposalSeq.ToString(System.Globalization.CultureInfo.InvariantCulture) + Separator + c.Text,
            GiveBackProposal c => c.ProposalSeq.ToString(System.Globalization.CultureInfo.InvariantCulture) + Separator + c.Word,
            _ => "",
        };
        return Hash(string.Join(Separator, caller.Employee.Value, id.Value, command.GetType().Name, body));
    }

    public static string Of(HandBackOrder order, Caller caller) =>
        Hash(string.Join(Separator, caller.Employee.Value, nameof(HandBackOrder), order.From.Value, order.Note));

    private static string Of(NewPromise promise) => Ticks(promise.DueAt) + Separator + promise.Text;

    private static string Ticks(DateTimeOffset at) => at.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Of an order that is not a conversation's.</summary>
    public static string Of(Caller caller, params string[] parts) => Hash(string.Join(Separator, [caller.Employee.Value, .. parts]));

    public static string Of(Guid ask, AskCommand command, Caller caller)
    {
        var body = command switch
        {
            AnswerAsk c => c.Text,
            JudgeAnswer c => c.IsGood ? "good" : "notGood",
            _ => "",
        };
        return Hash(string.Join(Separator, caller.Employee.Value, ask.ToString("N"), command.GetType().Name, body));
    }

    private static string Hash(string whole)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(whole), hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
