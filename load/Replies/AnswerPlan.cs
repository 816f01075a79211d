using Conversations.Load.Plan;

namespace Conversations.Load.Replies;

/// <summary>How the fake network answers one attempt.</summary>
public enum Answer
{
    /// <summary>200; the customer has it.</summary>
    Taken,

    /// <summary>429 with Retry-After.</summary>
    TooMany,

    /// <summary>503 with Retry-After.</summary>
    Unavailable,

    /// <summary>500 and nothing else.</summary>
    Broken,

    /// <summary>400: never, for this reply.</summary>
    Refused,

    /// <summary>The customer has it, but the connection is cut instead of an answer.</summary>
    TakenThenReset,

    /// <summary>The customer has it, but the answer takes long and then the connection is cut.</summary>
    TakenThenHang,
}

/// <summary>Rolls the answer from the seed, the reply's id and the attempt; after three bad answers the network is kind.</summary>
public static class AnswerPlan
{
    private const int BadAnswersMax = 3;

    public static Answer For(ulong seed, string replyId, int attempt)
    {
        if (attempt > BadAnswersMax)
        {
            return Answer.Taken;
        }

        return Dice.For(seed, $"answer {replyId} {attempt}").Below(100) switch
        {
            < 2 => Answer.TooMany,
            < 4 => Answer.Unavailable,
            < 8 => Answer.Broken,
            < 11 => Answer.Refused,
            < 15 => Answer.TakenThenReset,
            < 17 => Answer.TakenThenHang,
            _ => Answer.Taken,
        };
    }
}
