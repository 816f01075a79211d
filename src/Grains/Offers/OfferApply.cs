using Conversations.Contracts;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Offers;

/// <summary>What the events of offers change in a conversation. Pure and total.</summary>
internal static class OfferApply
{
    public static ConversationState Apply(ConversationState state, Offered offered) => state with
    {
        State = ConversationStates.Offered,
        Offers = (state.Offers ?? OfferBook.Empty) with { Count = offered.Epoch, Open = new OpenOffer(offered.Employee, offered.Epoch, offered.Until, offered.Reason) },
    };

    /// <summary>What is nobody's by now waits again, as long as it has waited.</summary>
    public static ConversationState Apply(ConversationState state, OfferEnded ended, DateTimeOffset at)
    {
        var book = (state.Offers ?? OfferBook.Empty) with { Open = null };
        return state with
        {
            State = state.State == ConversationStates.Offered ? ConversationStates.New : state.State,
            Offers = ended.Reason is OfferEnds.NotNow or OfferEnds.Expired ? book.Passed(ended.Employee, at) : book,
        };
    }

    /// <summary>Somebody has it: what others said of it before is over.</summary>
    public static OfferBook? Taken(OfferBook? before) => before is null || before.LetGo.IsEmpty ? before : before with { LetGo = [] };
}
