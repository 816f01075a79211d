using Orleans.Runtime;

namespace SoloHost.Engine;

/// <summary>What references made by one node to one interface have in common.</summary>
public sealed class ReferenceTarget
{
    internal ReferenceTarget(Node node, GrainType grainType, GrainClass? grainClass, InterfaceDescription description)
    {
        Node = node;
        GrainType = grainType;
        Class = grainClass;
        Interface = description;
    }

    internal Node Node { get; }

    internal GrainType GrainType { get; }

    /// <summary>Null for observers.</summary>
    internal GrainClass? Class { get; }

    internal InterfaceDescription Interface { get; }

    internal string InterfaceName => Interface.Name;
}
