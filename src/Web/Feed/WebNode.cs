namespace Conversations.Web.Feed;

/// <summary>The name of this web node for all others and for grains; its own for as long as it runs.</summary>
/// <param name="IsAlone">There is no other web node, ever: everything runs in this one process.</param>
public sealed record WebNode(string Name, bool IsAlone = false)
{
    public static WebNode New() => new($"web-{Guid.NewGuid():N}");
}
