using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SoloHost.Generator;

/// <summary>What one declaration comes to: a source file, lines for the registration, and what is wrong with it. Compared by value.</summary>
internal sealed class Piece : IEquatable<Piece>
{
    public Piece(string hint, string source, IEnumerable<string> registrations, IEnumerable<Finding> findings)
    {
        Hint = hint;
        Source = source;
        Registrations = registrations.ToList();
        Findings = findings.ToList();
    }

    public string Hint { get; }

    public string Source { get; }

    public List<string> Registrations { get; }

    public List<Finding> Findings { get; }

    public bool Equals(Piece? other) =>
        other != null && Hint == other.Hint && Source == other.Source && Registrations.SequenceEqual(other.Registrations) && Findings.SequenceEqual(other.Findings);

    public override bool Equals(object? obj) => Equals(obj as Piece);

    public override int GetHashCode() => Hint.GetHashCode() ^ Source.GetHashCode();
}

/// <summary>Something the compiler is to say, without hold on symbols or syntax.</summary>
internal sealed class Finding : IEquatable<Finding>
{
    public Finding(DiagnosticDescriptor rule, Location? location, params string[] arguments)
    {
        Rule = rule;
        Path = location?.SourceTree?.FilePath ?? "";
        Span = location?.SourceSpan ?? default;
        Lines = location?.GetLineSpan().Span ?? default;
        Arguments = arguments;
    }

    public DiagnosticDescriptor Rule { get; }

    public string Path { get; }

    public TextSpan Span { get; }

    public LinePositionSpan Lines { get; }

    public string[] Arguments { get; }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Path.Length == 0 ? Location.None : Location.Create(Path, Span, Lines), Arguments);

    public bool Equals(Finding? other) =>
        other != null && Rule.Id == other.Rule.Id && Path == other.Path && Span == other.Span && Arguments.SequenceEqual(other.Arguments);

    public override bool Equals(object? obj) => Equals(obj as Finding);

    public override int GetHashCode() => Rule.Id.GetHashCode() ^ Span.GetHashCode();
}
