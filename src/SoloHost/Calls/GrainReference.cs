using SoloHost.Engine;

namespace Orleans.Runtime;

/// <summary>What generated proxies are: the name of a grain and a way to it. Equal when they name the same grain.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference(ReferenceTarget shared, IdSpan key)
    {
        Shared = shared;
        Key = key;
    }

    public GrainId GrainId => new(Shared.GrainType, Key);

    public virtual string InterfaceName => Shared.InterfaceName;

    internal ReferenceTarget Shared { get; }

    internal IdSpan Key { get; }

    public bool Equals(GrainReference? other) => other is not null && Key.Equals(other.Key) && Shared.GrainType.Equals(other.Shared.GrainType);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}";

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);
}
