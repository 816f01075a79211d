using Microsoft.CodeAnalysis;

namespace Conversations.HostTests.Signatures;

/// <summary>The public face of types, one line a member: what source code written against them can see.</summary>
internal static class PublicSignatures
{
    private static readonly SymbolDisplayFormat TypeNames = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters);

    private static readonly SymbolDisplayFormat Members = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeConstantValue,
        SymbolDisplayDelegateStyle.NameAndSignature,
        SymbolDisplayExtensionMethodStyle.StaticMethod,
        SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        SymbolDisplayPropertyStyle.NameOnly);

    public static string NameOf(INamedTypeSymbol type) => type.ToDisplayString(TypeNames);

    /// <summary>The public types under a namespace, nested ones included.</summary>
    public static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol root)
    {
        foreach (var member in root.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type)
            {
                yield return type;
            }

            if (member is INamespaceSymbol || member.DeclaredAccessibility == Accessibility.Public)
            {
                foreach (var inner in Types(member))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>One line for the type and one for each member that others can use.</summary>
    public static IEnumerable<string> Lines(INamedTypeSymbol type)
    {
        yield return $"{Kind(type)} {NameOf(type)}";
        if (type.TypeKind == TypeKind.Delegate)
        {
            yield return $"invoke {type.DelegateInvokeMethod!.ToDisplayString(Members)}";
            yield break;
        }

        foreach (var implemented in type.Interfaces.Where(implemented => implemented.DeclaredAccessibility == Accessibility.Public))
        {
            yield return $"{NameOf(type)} is {implemented.ToDisplayString(TypeNames)}";
        }

        foreach (var member in type.GetMembers().Where(IsSeen))
        {
            if (member is IPropertySymbol property)
            {
                foreach (var accessor in new[] { property.GetMethod, property.SetMethod }.Where(accessor => accessor is not null && IsSeen(accessor)))
                {
                    yield return $"{Start(member)}{property.ToDisplayString(Members)} {(accessor!.MethodKind == MethodKind.PropertyGet ? "get" : accessor.IsInitOnly ? "init" : "set")}";
                }
            }
            else if (member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.StaticConstructor } and not INamedTypeSymbol)
            {
                yield return Start(member) + member.ToDisplayString(Members);
            }
        }
    }

    private static bool IsSeen(ISymbol member) =>
        member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && !(member.IsOverride && member.ContainingType.TypeKind != TypeKind.Interface && member.Name is "ToString" or "Equals" or "GetHashCode" or "GetObjectData");

    private static string Start(ISymbol member) =>
        (member.DeclaredAccessibility == Accessibility.Public ? "" : "protected ") + (member.IsStatic ? "static " : "");

    private static string Kind(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Class, IsStatic: true } => "static class",
        { TypeKind: TypeKind.Class, IsAbstract: true } => "abstract class",
        { TypeKind: TypeKind.Class, IsSealed: true } => "sealed class",
        _ => type.TypeKind.ToString().ToLowerInvariant(),
    };
}
