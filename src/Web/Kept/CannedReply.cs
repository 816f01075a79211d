using System.Text.RegularExpressions;

namespace Conversations.Web.Kept;

/// <summary>A reply kept for use again and again; as it is stored.</summary>
/// <param name="Shortcut">What is typed after "/" to find it.</param>
/// <param name="Scope">mine, queue or all.</param>
/// <param name="Queue">With scope queue.</param>
public sealed record CannedReply(string Title, string? Shortcut, string Text, string Scope, string? Queue);

/// <summary>What a canned reply may leave to be filled in when it is used: {{customer.name}} and so on.</summary>
public static partial class CannedVariables
{
    public static readonly string[] Names = ["customer.name", "customer.firstName", "me.name", "me.firstName", "queue.name", "conversation.id"];

    /// <summary>The first variable that does not exist; null when there is none.</summary>
    public static string? FindUnknown(string text) =>
        Variable().Matches(text).Select(static match => match.Groups[1].Value.Trim()).FirstOrDefault(static name => !Names.Contains(name));

    [GeneratedRegex(@"\{\{([^{}]*)\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Variable();
}
