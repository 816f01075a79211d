using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SoloHost.Generator;

/// <summary>Which types can be sent, which of them are shared instead of copied, and which codecs they need.</summary>
internal sealed class SentTypes
{
    private const string Codecs = "global::SoloHost.Codecs.";

    private static readonly HashSet<string> Shared = new HashSet<string>
    {
        "System.Guid", "System.DateTime", "System.DateTimeOffset", "System.TimeSpan", "System.DateOnly", "System.TimeOnly", "System.Decimal",
        "System.Uri", "System.Net.IPAddress", "Orleans.Runtime.GrainId",
    };

    private static readonly Dictionary<string, string> Collections = new Dictionary<string, string>
    {
        ["System.Collections.Generic.List"] = "ListCodec",
        ["System.Collections.Generic.HashSet"] = "HashSetCodec",
        ["System.Collections.Generic.Dictionary"] = "DictionaryCodec",
        ["System.Collections.Generic.KeyValuePair"] = "PairCodec",
        ["System.Collections.Immutable.ImmutableArray"] = "ImmutableArrayCodec",
        ["System.Collections.Immutable.ImmutableList"] = "ImmutableListCodec",
        ["System.Collections.Immutable.ImmutableHashSet"] = "ImmutableHashSetCodec",
        ["System.Collections.Immutable.ImmutableDictionary"] = "ImmutableDictionaryCodec",
    };

    private readonly SortedSet<string> _registrations = new SortedSet<string>(System.StringComparer.Ordinal);

    public IEnumerable<string> Registrations => _registrations;

    /// <summary>Notes the codecs that the type needs. Gives the part of it that cannot be sent, or null.</summary>
    public ITypeSymbol? Add(ITypeSymbol type)
    {
        if (IsPlain(type) || IsBytes(type) || type.Has("Orleans.GenerateSerializerAttribute"))
        {
            return type is INamedTypeSymbol { IsGenericType: true } && type.Has("Orleans.GenerateSerializerAttribute") ? type : AddEnum(type);
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return AddEnum(type);
        }

        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            return AddCollection(type, "ArrayCodec", new[] { array.ElementType });
        }

        if (type is not INamedTypeSymbol named)
        {
            return type;
        }

        if (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return AddCollection(type, "NullableCodec", named.TypeArguments);
        }

        if (named.TypeKind == TypeKind.Interface && named.AllInterfaces.Any(implemented => implemented.Is("Orleans.Runtime.IAddressable")))
        {
            return AddCollection(type, "ReferenceCodec", new[] { (ITypeSymbol)named }, elementsToo: false);
        }

        return named.IsGenericType && Collections.TryGetValue(named.OriginalDefinition.FullName(), out var codec)
            ? AddCollection(type, codec, named.TypeArguments)
            : type;
    }

    /// <summary>Whether a value may be shared between caller and grain.</summary>
    public static bool IsShared(ITypeSymbol type)
    {
        if (IsPlain(type) || type.TypeKind == TypeKind.Enum || type.Has("Orleans.ImmutableAttribute"))
        {
            return true;
        }

        return type is INamedTypeSymbol { IsGenericType: true } named
            && (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
                || named.ContainingNamespace.FullName() == "System.Collections.Immutable"
                || named.OriginalDefinition.Is("System.Collections.Generic.KeyValuePair"))
            && named.TypeArguments.All(IsShared);
    }

    private static bool IsPlain(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Object or SpecialType.System_Void => false,
        >= SpecialType.System_Boolean and <= SpecialType.System_String => true,
        _ => Shared.Contains(type.FullName()),
    };

    private static bool IsBytes(ITypeSymbol type) =>
        type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte }
        || (type is INamedTypeSymbol { IsGenericType: true } named
            && named.OriginalDefinition.Is("System.ReadOnlyMemory")
            && named.TypeArguments[0].SpecialType == SpecialType.System_Byte);

    private ITypeSymbol? AddEnum(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            Register(type, "EnumCodec<" + type.Code() + ">");
        }

        return null;
    }

    private ITypeSymbol? AddCollection(ITypeSymbol type, string codec, IReadOnlyList<ITypeSymbol> arguments, bool elementsToo = true)
    {
        foreach (var argument in elementsToo ? arguments : System.Array.Empty<ITypeSymbol>())
        {
            if (Add(argument) is { } fault)
            {
                return fault;
            }
        }

        if (arguments.Count == 2 && codec != "PairCodec")
        {
            var pair = string.Join(", ", arguments.Select(argument => argument.Code()));
            _registrations.Add($"{Codecs}Codec<global::System.Collections.Generic.KeyValuePair<{pair}>>.Register(new {Codecs}PairCodec<{pair}>());");
        }

        Register(type, codec + "<" + string.Join(", ", arguments.Select(argument => argument.Code())) + ">");
        return null;
    }

    private void Register(ITypeSymbol type, string codec) => _registrations.Add($"{Codecs}Codec<{type.Code()}>.Register(new {Codecs}{codec}());");
}
