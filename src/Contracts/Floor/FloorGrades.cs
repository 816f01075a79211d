namespace Conversations.Contracts.Floor;

/// <summary>
/// What a person may do on the open floor, from less to more: watch; write what a colleague sends; answer; answer and give. Empty = she is not on the floor.
/// Who answers customers by role needs no grade for it.
/// </summary>
public static class FloorGrades
{
    public const string None = "";
    public const string Observe = "observe";
    public const string Draft = "draft";
    public const string Answer = "answer";
    public const string Act = "act";

    private static readonly string[] Steps = [None, Observe, Draft, Answer, Act];

    /// <summary>Of somebody who is on the floor.</summary>
    public static bool IsKnown(string grade) => grade is Observe or Draft or Answer or Act;

    public static bool IsAtLeast(string grade, string needed) => Array.IndexOf(Steps, grade) >= Array.IndexOf(Steps, needed);

    /// <summary>The next grade, or null at the last.</summary>
    public static string? After(string grade) => Array.IndexOf(Steps, grade) is var at && at >= 0 && at < Steps.Length - 1 ? Steps[at + 1] : null;

    /// <summary>Whether somebody of that grade may give a customer something within her freedoms.</summary>
    public static bool MayGive(string grade) => grade == Act;
}

/// <summary>What somebody did on the floor, as it counts for her grade.</summary>
public static class FloorResults
{
    /// <summary>Read how a colleague answered; counts once for each conversation.</summary>
    public const string Read = "read";

    /// <summary>A colleague sent what she had written, as it was or with light changes.</summary>
    public const string DraftSent = "draftSent";

    /// <summary>A colleague sent something else in its place. Counts for nothing.</summary>
    public const string DraftChanged = "draftChanged";

    /// <summary>A colleague gave it back with a word. Counts for nothing.</summary>
    public const string DraftGivenBack = "draftGivenBack";

    /// <summary>She answered, and a day later nobody had to take it up again or take it from her.</summary>
    public const string Answered = "answered";

    /// <summary>She answered, and it was reopened by a colleague, or given to another, within a day. Counts for nothing.</summary>
    public const string AnsweredBadly = "answeredBadly";
}
