namespace Conversations.Web.Access;

/// <summary>Refuses to start while an endpoint says neither who may call it nor that everybody may.</summary>
public static class PolicyCheck
{
    public static void RequireEveryEndpointToNameItsPermission(this IEndpointRouteBuilder routes)
    {
        var silent = routes.DataSources.SelectMany(source => source.Endpoints).Where(IsSilent).Select(endpoint => endpoint.DisplayName).ToList();
        if (silent.Count > 0)
        {
            throw new InvalidOperationException("These endpoints name no permission and are not open to all: " + string.Join(", ", silent));
        }
    }

    private static bool IsSilent(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<RequiresAttribute>() is null && endpoint.Metadata.GetMetadata<OpenToAllAttribute>() is null;
}
