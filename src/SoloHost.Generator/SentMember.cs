using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SoloHost.Generator;

/// <summary>A member of a sent type: its number, and how generated code sets it.</summary>
internal sealed class SentMember
{
    private SentMember(ISymbol symbol, ITypeSymbol type, uint id, int level)
    {
        Symbol = symbol;
        Type = type;
        Id = id;
        Level = level;
    }

    public ISymbol Symbol { get; }

    public ITypeSymbol Type { get; }

    public uint Id { get; }

    /// <summary>How many bases of its type lie under the one that declares it: numbers of a base and of what derives from it are apart.</summary>
    public int Level { get; }

    public uint Number => (Id * 8) + (uint)Level;

    public bool IsImmutable => SentTypes.IsShared(Type) || Symbol.Has("Orleans.ImmutableAttribute");

    /// <summary>A plain setter does; otherwise the field behind is reached.</summary>
    public bool HasSetter => Symbol is IPropertySymbol { SetMethod: { IsInitOnly: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal } }
        || Symbol is IFieldSymbol { IsReadOnly: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal };

    public bool HasGetter => Symbol is IPropertySymbol { GetMethod.DeclaredAccessibility: Accessibility.Public or Accessibility.Internal }
        || Symbol is IFieldSymbol { DeclaredAccessibility: Accessibility.Public or Accessibility.Internal };

    public string FieldName => Symbol is IFieldSymbol ? Symbol.Name : $"<{Symbol.Name}>k__BackingField";

    /// <summary>The members of a type and of its bases, bases first.</summary>
    public static List<SentMember> Of(INamedTypeSymbol type, List<Finding> findings)
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (var current = type; current != null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType)
        {
            if (current.Has("Orleans.GenerateSerializerAttribute"))
            {
                chain.Push(current);
            }
        }

        return chain.SelectMany((declaring, level) => Declared(declaring, level, findings)).ToList();
    }

    private static List<SentMember> Declared(INamedTypeSymbol type, int level, List<Finding> findings)
    {
        var positional = Positional(type);
        var members = new List<SentMember>();
        foreach (var symbol in type.GetMembers().Where(IsData))
        {
            var id = symbol.Attribute("Orleans.IdAttribute")?.ConstructorArguments[0].Value as uint?;
            var place = positional.IndexOf(symbol.Name);
            id ??= place >= 0 ? (uint)place : null;
            if (id == null)
            {
                findings.Add(new Finding(Rules.MissingId, symbol.Locations.FirstOrDefault(), symbol.FullName()));
                continue;
            }

            if (members.FirstOrDefault(member => member.Id == id) is { } taken)
            {
                findings.Add(new Finding(Rules.DuplicateId, symbol.Locations.FirstOrDefault(), symbol.FullName(), id.ToString(), taken.Symbol.Name));
            }

            members.Add(new SentMember(symbol, symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)symbol).Type, id.Value, level));
        }

        return members;
    }

    private static List<string> Positional(INamedTypeSymbol type)
    {
        if (!type.IsRecord)
        {
            return new List<string>();
        }

        var primary = type.InstanceConstructors.FirstOrDefault(constructor =>
            constructor.Parameters.Length > 0 && constructor.Parameters.All(parameter => type.GetMembers(parameter.Name).OfType<IPropertySymbol>().Any()));
        return primary?.Parameters.Select(parameter => parameter.Name).ToList() ?? new List<string>();
    }

    // What has a field behind it: computed properties are not sent.
    private static bool IsData(ISymbol symbol)
    {
        if (symbol.IsStatic || symbol.Has("System.NonSerializedAttribute"))
        {
            return false;
        }

        return symbol switch
        {
            IPropertySymbol property => property.Name != "EqualityContract"
                && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)),
            IFieldSymbol field => field.AssociatedSymbol == null && !field.IsConst && !field.IsImplicitlyDeclared,
            _ => false,
        };
    }
}
