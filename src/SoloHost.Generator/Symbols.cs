using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace SoloHost.Generator;

/// <summary>Questions about symbols.</summary>
internal static class Symbols
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat;

    private static readonly HashSet<string> Markers = new HashSet<string>
    {
        "Orleans.IGrain",
        "Orleans.IGrainObserver",
        "Orleans.IGrainWithStringKey",
        "Orleans.IGrainWithIntegerKey",
        "Orleans.Runtime.IAddressable",
        "Orleans.Runtime.IManagementGrain",
    };

    /// <summary>The type as generated code writes it.</summary>
    public static string Code(this ITypeSymbol type) => type.ToDisplayString(Qualified);

    /// <summary>The type's name without aliases of the language, such as Company.Outer.Inner.</summary>
    public static string FullName(this ISymbol symbol) =>
        symbol.ToDisplayString(new SymbolDisplayFormat(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces, memberOptions: SymbolDisplayMemberOptions.IncludeContainingType));

    /// <summary>The type's name as the runtime writes it, such as Company.Outer+Inner.</summary>
    public static string RuntimeName(this INamedTypeSymbol type)
    {
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer != null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "+" + name;
        }

        return type.ContainingNamespace.IsGlobalNamespace ? name : type.ContainingNamespace.FullName() + "." + name;
    }

    public static string Identifier(this ISymbol symbol)
    {
        var text = new StringBuilder();
        foreach (var character in symbol.FullName())
        {
            text.Append(char.IsLetterOrDigit(character) ? character : '_');
        }

        return text.ToString();
    }

    public static bool Is(this ITypeSymbol? type, string fullName) => type != null && type.OriginalDefinition.FullName() == fullName;

    public static AttributeData? Attribute(this ISymbol symbol, string fullName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(fullName));

    public static bool Has(this ISymbol symbol, string attribute) => symbol.Attribute(attribute) != null;

    public static string? Argument(this AttributeData attribute, int index) =>
        attribute.ConstructorArguments.Length > index ? attribute.ConstructorArguments[index].Value as string : null;

    public static bool IsMarker(this ITypeSymbol type) => Markers.Contains(type.FullName());

    /// <summary>Whether calls can be made by this interface: it stands for grains or observers and is not just one of Orleans' marks.</summary>
    public static bool IsCallable(this ITypeSymbol type) => type.TypeKind == TypeKind.Interface && !type.IsMarker() && (type.IsGrainInterface() || type.IsObserver());

    public static bool IsGrainInterface(this ITypeSymbol type) => type.AllInterfaces.Any(implemented => implemented.Is("Orleans.IGrain"));

    public static bool IsObserver(this ITypeSymbol type) => type.AllInterfaces.Any(implemented => implemented.Is("Orleans.IGrainObserver"));

    public static bool IsReachable(this ISymbol symbol)
    {
        for (var current = symbol; current is INamedTypeSymbol; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }

        return true;
    }

    public static string Quoted(string? text) => text == null ? "null" : Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
