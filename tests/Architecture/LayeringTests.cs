using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Conversations.Architecture.Tests;

/// <summary>Who may know whom.</summary>
public sealed partial class LayeringTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Contracts"] = [],
        ["Grains"] = ["Contracts"],
        ["Channels"] = ["Contracts"],
        ["Store"] = ["Contracts"],
        ["Silo"] = ["Grains", "Channels", "Store", "Contracts"],
        ["Web"] = ["Silo", "Channels", "Store", "Contracts"],
        ["SoloHost"] = ["SoloHost.Generator"],
        ["SoloHost.Generator"] = [],
    };

    private static readonly string Root =
        typeof(LayeringTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    [Fact]
    public void Every_room_knows_only_the_rooms_below_it()
    {
        var rooms = Directory.GetDirectories(Path.Combine(Root, "src")).Select(directory => Path.GetFileName(directory)).Order(StringComparer.Ordinal);
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), rooms);

        Assert.All(Allowed, room => Assert.Empty(ReferencesOf(room.Key).Except(room.Value)));
    }

    [Fact]
    public void Only_the_program_of_the_web_room_names_the_silo()
    {
        var web = Path.Combine(Root, "src", "Web");
        var offenders = Sources(web).Where(file => NamesSilo().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(web, file));

        Assert.Equal(["Program.cs"], offenders);
    }

    [Fact]
    public void Nothing_of_the_application_names_the_solo_host()
    {
        var offenders = Allowed.Keys.Where(room => !room.StartsWith("SoloHost", StringComparison.Ordinal))
            .SelectMany(room => Sources(Path.Combine(Root, "src", room)))
            .Where(file => NamesSoloHost().IsMatch(File.ReadAllText(file)));

        Assert.Empty(offenders);
    }

    [Fact]
    public void The_load_tester_knows_nothing_of_the_source() =>
        Assert.DoesNotContain(Projects(Path.Combine(Root, "load", "Load.csproj")), reference => reference.Contains("src", StringComparison.Ordinal));

    private static IEnumerable<string> ReferencesOf(string room) =>
        Projects(Path.Combine(Root, "src", room, room + ".csproj")).Select(reference => Path.GetFileNameWithoutExtension(reference));

    private static IEnumerable<string> Projects(string project) =>
        XDocument.Load(project).Descendants("ProjectReference").Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));

    private static IEnumerable<string> Sources(string directory) =>
        Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\bConversations\.Silo\b")]
    private static partial Regex NamesSilo();

    [GeneratedRegex(@"\busing (global::)?SoloHost\b|\bglobal::SoloHost\.")]
    private static partial Regex NamesSoloHost();
}
