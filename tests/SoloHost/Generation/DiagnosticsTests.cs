using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans;
using SoloHost.Generator;

namespace Conversations.HostTests.Generation;

/// <summary>What real Orleans finds when an interface is first used, the generator finds while compiling.</summary>
public sealed class DiagnosticsTests
{
    private static readonly List<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Append(typeof(Grain).Assembly.Location).Distinct()
            .Select(path => MetadataReference.CreateFromFile(path))];

    [Theory]
    [InlineData("SOLO001", "public class Plain { } public interface IG : IGrainWithStringKey { Task Take(Plain plain); }")]
    [InlineData("SOLO001", "public class Plain { } public interface IG : IGrainWithStringKey { Task<List<Plain>> Give(); }")]
    [InlineData("SOLO001", "public interface IG : IGrainWithStringKey { Task Take(object anything); }")]
    [InlineData("SOLO001", "public interface IG : IGrainWithStringKey { Task<IReadOnlyList<int>> Give(); }")]
    [InlineData("SOLO001", "public class Plain { } [GenerateSerializer] public sealed class Sent { [Id(0)] public Plain P { get; set; } }")]
    [InlineData("SOLO002", "public interface IG<T> : IGrainWithStringKey { Task Nothing(); }")]
    [InlineData("SOLO002", "public interface IG : IGrainWithStringKey { Task Take<T>(int number); }")]
    [InlineData("SOLO002", "[GenerateSerializer] public sealed class Sent<T> { [Id(0)] public int N { get; set; } }")]
    [InlineData("SOLO003", "public interface IG : IGrainWithStringKey { void Tell(int number); }")]
    [InlineData("SOLO004", "public interface IG : IGrainWithStringKey { int Count(); }")]
    [InlineData("SOLO004", "public interface IG : IGrainWithStringKey { Task Take(ref int number); }")]
    [InlineData("SOLO004", "public interface IG : IGrainWithStringKey { Task<int> Count { get; } }")]
    [InlineData("SOLO004", "public interface IG : IGrainWithStringKey { IAsyncEnumerable<int> Stream(); }")]
    [InlineData("SOLO005", "[GenerateSerializer] public sealed class Sent { [Id(0)] public int A { get; set; } public int B { get; set; } }")]
    [InlineData("SOLO006", "[GenerateSerializer] public sealed class Sent { [Id(1)] public int A { get; set; } [Id(1)] public int B { get; set; } }")]
    [InlineData("SOLO007", "public interface IG : IGrainWithStringKey { Task N(); } public class G : Grain, IG { public G() { } public G(string s) { } public Task N() => Task.CompletedTask; }")]
    [InlineData("SOLO008", "public class Outer { private interface IG : IGrainWithStringKey { Task Nothing(); } }")]
    public void What_cannot_be_carried_is_a_compile_error(string rule, string source)
    {
        var found = Generate(source).Diagnostics;

        Assert.Equal([rule], found.Select(diagnostic => diagnostic.Id));
        Assert.All(found, diagnostic => Assert.Equal((DiagnosticSeverity.Error, true), (diagnostic.Severity, diagnostic.Location.SourceSpan.Length > 0)));
    }

    [Theory]
    [InlineData("public interface IL : IGrainObserver { void Heard(string words); }")]
    [InlineData("public interface IBase : IGrainWithStringKey { Task One(); } public interface IG : IBase { Task One(int number); ValueTask<int?[]> Two(CancellationToken t); }")]
    [InlineData("[GenerateSerializer] public sealed class Sent { [Id(0)] public int A { get; private set; } public int Computed => A * 2; [NonSerialized] public int Cache; }")]
    [InlineData("[GenerateSerializer] public sealed record Sent(int A, string B) { [Id(2)] public required int C { get; init; } }")]
    [InlineData("[GenerateSerializer] public readonly struct Sent(int a) { [Id(0)] public int A { get; } = a; }")]
    [InlineData("[GenerateSerializer] public abstract record Base { [Id(0)] public int A { get; init; } } [GenerateSerializer] public sealed record Derived : Base { [Id(0)] public int A2 { get; init; } }")]
    [InlineData("[GenerateSerializer] public sealed class Broken(string message) : Exception(message) { [Id(0)] public int Code { get; set; } }")]
    [InlineData("public interface IL : IGrainObserver { Task Told(); } public interface IG : IGrainWithStringKey { Task<System.Collections.Immutable.ImmutableArray<IL>> All(System.Collections.Immutable.ImmutableArray<IL> some); }")]
    [InlineData("internal interface IG : IGrainWithStringKey { Task<IG> Me(); } internal sealed partial class G : Grain, IG { public Task<IG> Me() => null; } internal sealed partial class G { }")]
    public void What_is_generated_compiles(string source)
    {
        var (diagnostics, compilation) = Generate(source);

        Assert.Empty(diagnostics);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void An_edit_elsewhere_generates_nothing_anew()
    {
        var driver = CSharpGeneratorDriver.Create(
            [new OrleansGenerator().AsSourceGenerator()], driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var compilation = Compile("public interface IG : IGrainWithStringKey { Task<int> Count(); }");

        var run = driver.RunGenerators(compilation, TestContext.Current.CancellationToken)
            .RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Elsewhere { }", cancellationToken: TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken)
            .GetRunResult();

        var reasons = run.Results[0].TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs).Select(output => output.Reason);
        Assert.All(reasons, reason => Assert.Contains(reason, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }));
    }

    private static (IReadOnlyList<Diagnostic> Diagnostics, Compilation Compilation) Generate(string source)
    {
        CSharpGeneratorDriver.Create(new OrleansGenerator())
            .RunGeneratorsAndUpdateCompilation(Compile(source), out var compilation, out var diagnostics, TestContext.Current.CancellationToken);
        return (diagnostics, compilation);
    }

    private static CSharpCompilation Compile(string source)
    {
        const string Usings = "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using Orleans; using Orleans.Runtime; namespace Sample; ";
        return CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(Usings + source, path: "Sample.cs")],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }
}
