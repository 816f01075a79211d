using Conversations.Contracts.Access;

namespace Conversations.Web.Access;

/// <summary>Who may call this endpoint or hub method. A start-up check refuses endpoints and hub methods that say neither this nor <see cref="OpenToAllAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class RequiresAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}

/// <summary>Needs no identity: pages, health, webhooks (which are signed), sign-in. The reason is part of the declaration.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class OpenToAllAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}

public static class OpenEndpoints
{
    public static void OpenToAll(this IEndpointConventionBuilder endpoint, string because) => endpoint.WithMetadata(new OpenToAllAttribute(because));

    public static void OpenToAll(this IEnumerable<IEndpointConventionBuilder> endpoints, string because)
    {
        foreach (var endpoint in endpoints)
        {
            endpoint.OpenToAll(because);
        }
    }
}
