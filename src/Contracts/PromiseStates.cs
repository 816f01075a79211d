namespace Conversations.Contracts;

/// <summary>What has become of a promise, by the names it has outside.</summary>
public static class PromiseStates
{
    public const string Open = "open";

    /// <summary>Open, and whoever answers for it was reminded.</summary>
    public const string DueSoon = "dueSoon";
    public const string Kept = "kept";

    /// <summary>Kept after it was broken.</summary>
    public const string KeptLate = "keptLate";
    public const string Broken = "broken";

    /// <summary>It needs not be kept any more: for a reason, or because the reply that gave it was taken back.</summary>
    public const string Released = "released";

    public static bool IsOpen(string state) => state is Open or DueSoon;

    /// <summary>Whether it can still be kept, moved, released and handed over.</summary>
    public static bool IsUnsettled(string state) => state is Open or DueSoon or Broken;

    public static bool IsKnown(string state) => state is Open or DueSoon or Kept or KeptLate or Broken or Released;
}
