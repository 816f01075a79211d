using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans;

namespace Conversations.HostTests.Signatures;

/// <summary>
/// Every public name of the Solo host in Orleans' namespaces is Orleans' own, with the same signature: read from Orleans.Core.Abstractions
/// itself, and for assemblies that do not restore everywhere from the checked-in list of Orleans 10 (types of the subset only).
/// </summary>
public sealed class SignatureTests
{
    private static readonly List<MetadataReference> Framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly List<INamedTypeSymbol> Ours =
        [.. Read(typeof(Grain).Assembly.Location).Where(type => !PublicSignatures.NameOf(type).StartsWith("SoloHost.", StringComparison.Ordinal))];

    private static readonly Dictionary<string, INamedTypeSymbol> Abstractions = Read(AbstractionsPath()).ToDictionary(PublicSignatures.NameOf, StringComparer.Ordinal);

    private static readonly HashSet<string> Listed = new(ReadList(), StringComparer.Ordinal);

    [Fact]
    public void What_stands_in_the_abstractions_assembly_has_the_same_signature_there()
    {
        var theirs = Abstractions.Values.SelectMany(PublicSignatures.Lines).ToHashSet(StringComparer.Ordinal);
        var ours = Ours.Where(type => Abstractions.ContainsKey(PublicSignatures.NameOf(type))).SelectMany(PublicSignatures.Lines).ToList();

        Assert.True(ours.Count > 200, $"Only {ours.Count} signatures were compared.");
        Assert.All(ours, line => Assert.Contains(line, theirs));
    }

    [Fact]
    public void What_stands_elsewhere_has_the_signature_of_the_list()
    {
        var ours = Ours.Where(type => !Abstractions.ContainsKey(PublicSignatures.NameOf(type))).SelectMany(PublicSignatures.Lines).ToList();

        Assert.True(ours.Count > 150, $"Only {ours.Count} signatures were compared.");
        Assert.All(ours, line => Assert.Contains(line, Listed));
    }

    [Theory]
    [InlineData("Orleans.Storage.IGrainStorage")]
    [InlineData("Orleans.IIncomingGrainCallFilter")]
    [InlineData("Orleans.IOutgoingGrainCallFilter")]
    [InlineData("Orleans.Runtime.IStartupTask")]
    [InlineData("Orleans.IRemindable")]
    [InlineData("Orleans.IGrainBase")]
    public void An_interface_that_applications_implement_asks_for_no_more_and_no_less(string name)
    {
        var ours = PublicSignatures.Lines(Ours.Single(type => PublicSignatures.NameOf(type) == name)).Order(StringComparer.Ordinal);
        var theirs = Abstractions.TryGetValue(name, out var type)
            ? PublicSignatures.Lines(type)
            : Listed.Where(line => !line.StartsWith("static ", StringComparison.Ordinal)).Where(line => line.EndsWith(' ' + name) || line.Contains($" {name}.", StringComparison.Ordinal) || line.StartsWith(name + " is ", StringComparison.Ordinal));

        Assert.Equal(theirs.Order(StringComparer.Ordinal), ours);
    }

    private static List<INamedTypeSymbol> Read(string path)
    {
        var reference = MetadataReference.CreateFromFile(path);
        var compilation = CSharpCompilation.Create("reader", references: [.. Framework.Where(other => other.Display != path), reference]);
        return [.. PublicSignatures.Types(((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!).GlobalNamespace)];
    }

    private static string AbstractionsPath() =>
        typeof(SignatureTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "OrleansCoreAbstractions").Value!;

    private static IEnumerable<string> ReadList()
    {
        using var reader = new StreamReader(typeof(SignatureTests).Assembly.GetManifestResourceStream("orleans-10.txt")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
