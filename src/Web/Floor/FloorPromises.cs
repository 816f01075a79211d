namespace Conversations.Web.Floor;

/// <summary>What everybody on the floor has promised. The words stand in the dashboard's resources, in each of its languages; other words are another version, which everybody accepts anew.</summary>
public static class FloorPromises
{
    public const int Version = 1;
}
