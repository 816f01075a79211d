using System.Globalization;
using Orleans.Runtime;
using SoloHost.Engine;

namespace Orleans;

/// <summary>Keys and references of grains.</summary>
public static class GrainExtensions
{
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        IGrainBase activated => activated.GrainContext.GrainId,
        GrainReference reference => reference.GrainId,
        _ => throw new ArgumentException("Neither a grain nor a reference to one.", nameof(grain)),
    };

    public static string GetPrimaryKeyString(this IAddressable grain) => GetGrainId(grain).Key.ToString();

    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        long.Parse(GetGrainId(grain).Key.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>A reference to this grain, which may be passed to others; the grain object itself may not.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => grain switch
    {
        IGrainBase activated => ((Activation)activated.GrainContext).Silo.GrainFactory.GetGrainOf<TGrainInterface>(activated.GrainContext.GrainId),
        GrainReference reference => reference.Shared.Node.GrainFactory.GetGrainOf<TGrainInterface>(reference.GrainId),
        _ => throw new ArgumentException("Neither a grain nor a reference to one.", nameof(grain)),
    };

    private static TGrainInterface GetGrainOf<TGrainInterface>(this IGrainFactory factory, GrainId id) =>
        (TGrainInterface)(object)((NodeGrainFactory)factory).Reference(typeof(TGrainInterface), id);
}
