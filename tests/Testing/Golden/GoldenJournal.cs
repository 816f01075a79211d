using System.Collections.Immutable;
using System.Globalization;
using Conversations.Contracts.Ports;
using Conversations.Testing.Processes;

namespace Conversations.Testing.Golden;

/// <summary>
/// Journals as released programs wrote them, in tests/Golden/journal-v*: every later program must take them. A file that exists is never
/// edited; what is written anew since gets the next version, made by `./test --golden`.
/// </summary>
public sealed class GoldenJournal
{
    private const string FileName = "steps.jsonl";
    private const string FolderStart = "journal-v";

    private GoldenJournal(int version, ImmutableArray<GoldenStep> steps) => (Version, Steps) = (version, steps);

    public int Version { get; }

    public ImmutableArray<GoldenStep> Steps { get; }

    public IEnumerable<Append> Appends => Steps.Select(step => step.Append).OfType<Append>();

    /// <summary>All that were ever written, oldest first.</summary>
    public static ImmutableArray<int> Versions =>
        [.. Directory.GetDirectories(Folder, FolderStart + "*").Select(path => int.Parse(Path.GetFileName(path)[FolderStart.Length..], CultureInfo.InvariantCulture)).Order()];

    private static string Folder => Path.Combine(Built.Root, "tests", "Golden");

    public static GoldenJournal Read(int version) =>
        new(version, [.. File.ReadLines(FileOf(version)).Select(GoldenStep.Read)]);

    /// <exception cref="IOException">That version exists.</exception>
    public static void WriteNew(int version, IEnumerable<GoldenStep> steps)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FileOf(version))!);
        using var file = new StreamWriter(new FileStream(FileOf(version), FileMode.CreateNew)) { NewLine = "\n" };
        foreach (var step in steps)
        {
            file.WriteLine(step.Write());
        }
    }

    private static string FileOf(int version) => Path.Combine(Folder, FolderStart + version, FileName);
}
