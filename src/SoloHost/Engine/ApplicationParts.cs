using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;

namespace SoloHost.Engine;

/// <summary>
/// What generated code has told of itself, per process. Each assembly registers its own interfaces, classes and codecs from a module
/// initializer; the assemblies are found by following <see cref="ApplicationPartAttribute"/> from those that are loaded.
/// </summary>
public static class ApplicationParts
{
    private static readonly Lock Gate = new();

    /// <summary>Held while assemblies are visited, so that a second cluster never sees half of an application. What registers takes the gate only: an
    /// initializer that runs on another thread never waits for this one.</summary>
    private static readonly Lock Visiting = new();
    private static readonly Dictionary<Type, InterfaceDescription> InterfacesByType = [];
    private static readonly List<GrainClassDescription> Classes = [];
    private static readonly HashSet<string> Visited = new(StringComparer.Ordinal);

    public static void Add(InterfaceDescription description)
    {
        lock (Gate)
        {
            InterfacesByType[description.Type] = description;
        }
    }

    public static void Add(GrainClassDescription description)
    {
        lock (Gate)
        {
            Classes.Add(description);
        }
    }

    internal static InterfaceDescription Interface(Type type)
    {
        lock (Gate)
        {
            if (InterfacesByType.TryGetValue(type, out var known))
            {
                return known;
            }
        }

        RuntimeHelpers.RunModuleConstructor(type.Module.ModuleHandle);
        lock (Gate)
        {
            return InterfacesByType.TryGetValue(type, out var found)
                ? found
                : throw new ArgumentException($"No code was generated for interface {type}: does its project reference the generator?");
        }
    }

    /// <summary>All grain classes of the application, ordered by their names.</summary>
    internal static List<GrainClassDescription> GrainClasses()
    {
        lock (Visiting)
        {
            foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            {
                Visit(assembly);
            }

            if (Assembly.GetEntryAssembly() is { } entry)
            {
                Visit(entry);
            }
        }

        lock (Gate)
        {
            return [.. Classes.OrderBy(description => description.Type.FullName, StringComparer.Ordinal)];
        }
    }

    private static void Visit(Assembly assembly)
    {
        if (!Visited.Add(assembly.FullName ?? assembly.GetName().Name!))
        {
            return;
        }

        var parts = assembly.IsDynamic ? [] : assembly.GetCustomAttributes<ApplicationPartAttribute>().ToList();
        if (parts.Count == 0)
        {
            return;
        }

        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        var own = assembly.GetName().Name;
        foreach (var part in parts.Where(part => !string.Equals(part.AssemblyName, own, StringComparison.Ordinal)))
        {
            Visit(Assembly.Load(new AssemblyName(part.AssemblyName)));
        }
    }
}
