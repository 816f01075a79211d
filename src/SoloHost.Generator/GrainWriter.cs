using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SoloHost.Generator;

/// <summary>Writes how a grain class is made and what its attributes say.</summary>
internal static class GrainWriter
{
    public static bool IsGrain(INamedTypeSymbol type) =>
        !type.IsAbstract && !type.IsStatic && type.TypeKind == TypeKind.Class && type.IsGrainInterface() && type.AllInterfaces.Any(implemented => implemented.Is("Orleans.IGrainBase"));

    public static Piece Write(INamedTypeSymbol type)
    {
        var findings = new List<Finding>();
        var place = type.Locations.FirstOrDefault();
        var constructors = type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal).ToList();
        if (constructors.Count > 1)
        {
            constructors = constructors.Where(constructor => constructor.Has("Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructorAttribute")).ToList();
        }

        if (type.IsGenericType)
        {
            findings.Add(new Finding(Rules.Generic, place, type.FullName()));
        }
        else if (!type.IsReachable())
        {
            findings.Add(new Finding(Rules.Inaccessible, place, type.FullName()));
        }
        else if (constructors.Count != 1)
        {
            findings.Add(new Finding(Rules.Constructor, place, type.FullName(), type.InstanceConstructors.Length.ToString(CultureInfo.InvariantCulture)));
        }

        return new Piece("Grain_" + type.Identifier(), "", findings.Count > 0 ? Enumerable.Empty<string>() : new[] { Registration(type, constructors[0]) }, findings);
    }

    private static string Registration(INamedTypeSymbol type, IMethodSymbol constructor)
    {
        var interfaces = type.AllInterfaces.Where(implemented => implemented.IsGrainInterface() && implemented.IsCallable()).Select(implemented => $"typeof({implemented.Code()})");
        var arguments = string.Join(", ", constructor.Parameters.Select(Argument));
        var (age, isKeptAlive) = Collection(type);
        var isReentrant = type.Has("Orleans.Concurrency.ReentrantAttribute");
        return $"global::SoloHost.Engine.ApplicationParts.Add(new global::SoloHost.Engine.GrainClassDescription(typeof({type.Code()}), {Symbols.Quoted(Name(type))}, "
            + $"new global::System.Type[] {{ {string.Join(", ", interfaces)} }}, static grain => new {type.Code()}({arguments}))"
            + $" {{ IsReentrant = {Code(isReentrant)}, IsKeptAlive = {Code(isKeptAlive)}, IdleAgeTicks = {age.Ticks.ToString(CultureInfo.InvariantCulture)}L }});";
    }

    private static string Argument(IParameterSymbol parameter)
    {
        if (parameter.Attribute("Orleans.Runtime.PersistentStateAttribute") is { } state && parameter.Type is INamedTypeSymbol { TypeArguments.Length: 1 } named)
        {
            return $"grain.State<{named.TypeArguments[0].Code()}>({Symbols.Quoted(state.Argument(0))}, {Symbols.Quoted(state.Argument(1))})";
        }

        if (parameter.Type.Is("Orleans.Runtime.IGrainContext"))
        {
            return "grain.Context";
        }

        if (parameter.Type.Is("Orleans.IGrainFactory"))
        {
            return "grain.GrainFactory";
        }

        if (parameter.Attribute("Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute") is { } keyed)
        {
            return $"grain.KeyedService<{parameter.Type.Code()}>({keyed.ConstructorArguments[0].ToCSharpString()})";
        }

        return parameter.HasExplicitDefaultValue && parameter.ExplicitDefaultValue == null && parameter.Type.IsReferenceType
            ? $"grain.OptionalService<{parameter.Type.Code()}>()"
            : $"grain.Service<{parameter.Type.Code()}>()";
    }

    private static string Name(INamedTypeSymbol type)
    {
        if (type.Attribute("Orleans.GrainTypeAttribute")?.Argument(0) is { } given)
        {
            return given;
        }

        var name = type.Name.ToLowerInvariant();
        return name.EndsWith("grain", StringComparison.Ordinal) && name.Length > "grain".Length ? name.Substring(0, name.Length - "grain".Length) : name;
    }

    private static (TimeSpan Age, bool IsKeptAlive) Collection(INamedTypeSymbol type)
    {
        var isKeptAlive = type.Has("Orleans.KeepAliveAttribute");
        if (type.Attribute("Orleans.CollectionAgeLimitAttribute") is not { } limit)
        {
            return (TimeSpan.Zero, isKeptAlive);
        }

        double Named(string name) => limit.NamedArguments.FirstOrDefault(pair => pair.Key == name).Value.Value is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : 0;
        var age = (limit.Argument(0) is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : TimeSpan.Zero)
            + TimeSpan.FromDays(Named("Days")) + TimeSpan.FromHours(Named("Hours")) + TimeSpan.FromMinutes(Named("Minutes"));
        var isAlwaysActive = limit.NamedArguments.Any(pair => pair.Key == "AlwaysActive" && pair.Value.Value is true);
        return (age < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : age, isKeptAlive || isAlwaysActive);
    }

    private static string Code(bool value) => value ? "true" : "false";
}
