using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Settings;
using Conversations.Web.Access;

namespace Conversations.Web.Api;

/// <summary>How somebody speaks to customers, as she has it set now.</summary>
public sealed class ReplyVoices(Standings standings)
{
    public async ValueTask<ReplyVoice?> OfAsync(EmployeeId author, CancellationToken cancellationToken) =>
        (await standings.FindAsync(author, cancellationToken))?.Settings.Preferences is { } preferences ? Of(preferences) : null;

    private static ReplyVoice Of(Preferences preferences) => new()
    {
        SignOff = preferences.SignOff,
        ShortSignOff = preferences.ShortSignOff,
        SignOffs = preferences.SignOffs,
        ShowsWholeName = preferences.NameShown == "full",
    };
}
