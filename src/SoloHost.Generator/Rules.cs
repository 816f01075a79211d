using Microsoft.CodeAnalysis;

namespace SoloHost.Generator;

/// <summary>What cannot be generated. Real Orleans finds most of these only at run time, and then for the whole interface.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor NotSerializable = Error(
        "SOLO001", "Type cannot be sent", "'{0}' of {1} cannot be sent: mark it with [GenerateSerializer], or use a type of the subset in docs/orleans.md");

    public static readonly DiagnosticDescriptor Generic = Error("SOLO002", "Generic grain interface", "{0} is generic: grain interfaces, their methods and sent types are not");

    public static readonly DiagnosticDescriptor VoidMethod = Error("SOLO003", "Void grain method", "{0} returns void: only methods of observers may");

    public static readonly DiagnosticDescriptor Shape = Error("SOLO004", "Not a grain method", "{0}: {1}");

    public static readonly DiagnosticDescriptor MissingId = Error("SOLO005", "Member without number", "{0} has no [Id] and would be lost on the way");

    public static readonly DiagnosticDescriptor DuplicateId = Error("SOLO006", "Number used twice", "{0} uses number {1}, which {2} has already");

    public static readonly DiagnosticDescriptor Constructor = Error("SOLO007", "Unclear constructor", "{0} has {1} constructors: a grain class has one");

    public static readonly DiagnosticDescriptor Inaccessible = Error("SOLO008", "Not accessible", "{0} is private: generated code cannot reach it");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new DiagnosticDescriptor(id, title, message, "SoloHost", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
