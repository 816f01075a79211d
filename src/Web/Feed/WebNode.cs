namespace Conversations.Web.Feed;

/// <summary>The name of this web node for all others and for grains; its own for as long as it runs.</summary>
public sealed record WebNode(string Name)
{
    public static WebNode New() => new($"web-{Guid.NewGuid():N}");
}
