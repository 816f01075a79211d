using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Caching;
using Conversations.Web.Errors;

namespace Conversations.Web.Api;

/// <summary>Whether a conversation exists, asked of the store before a grain is touched; conversations do not vanish, so a yes is kept a while.</summary>
public sealed class KnownConversations(ISummaries summaries, TimeProvider clock)
{
    private const int KeptMax = 100_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private readonly ShortCache<string, bool> known = new(clock, KeptFor, KeptMax);

    /// <summary>The conversation the path names.</summary>
    /// <exception cref="ProblemException">not-found</exception>
    public async ValueTask<ConversationId> RequireAsync(HttpContext context)
    {
        var id = IdOf(context);
        if (known.TryGet(id.Value, out _))
        {
            return id;
        }

        if (await summaries.ReadAsync(id, context.RequestAborted) is null)
        {
            throw new ProblemException(Problems.NotFound);
        }

        known.Put(id.Value, true);
        return id;
    }

    /// <summary>The id in the path, if it has the shape of one.</summary>
    /// <exception cref="ProblemException">not-found</exception>
    public static ConversationId IdOf(HttpContext context)
    {
        var text = (string)context.Request.RouteValues["id"]!;
        return ConversationIds.HasShape(text) ? new ConversationId(text) : throw new ProblemException(Problems.NotFound);
    }
}
