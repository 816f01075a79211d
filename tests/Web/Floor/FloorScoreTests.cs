using System.Text.Json;
using Conversations.Web.Floor;

namespace Conversations.Web.Tests.Floor;

/// <summary>Who needs us most, against cases that stay as they are: tests/Golden/floor/scores.json.</summary>
public sealed class FloorScoreTests
{
    public static TheoryData<string> Cases => [.. Golden().Select(it => it.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_scores_as_it_always_did(string name)
    {
        var it = Golden().Single(one => one.GetProperty("name").GetString() == name);
        var heard = FloorLexicon.Hear(it.GetProperty("text").GetString()!);
        var score = FloorScore.Of(new FloorFacts(
            FloorLexicon.NeedIn(heard), FloorLexicon.AngerIn(heard), it.GetProperty("waitingMinutes").GetInt32(), it.GetProperty("messages").GetInt32(), it.GetProperty("followers").GetInt64()));

        var lines = string.Join("; ", score.Lines.Select(line => $"{line.Why} {line.Points} ({(line.Words.IsEmpty ? line.Number : string.Join(", ", line.Words))})"));
        Assert.Equal((it.GetProperty("total").GetInt32(), it.GetProperty("lines").GetString()), (score.Total, lines));
        Assert.Equal(score.Total, score.Lines.Sum(line => line.Points));
    }

    [Fact]
    public void Words_are_heard_at_their_beginning_and_not_inside_others()
    {
        Assert.Empty(FloorLexicon.NeedIn(FloorLexicon.Hear("whelp! glossary, unhelpful")));
        Assert.Equal(["help"], FloorLexicon.NeedIn(FloorLexicon.Hear("HELPING?")));
        Assert.Equal(["never again"], FloorLexicon.AngerIn(FloorLexicon.Hear("Never… again!")));
    }

    private static JsonElement.ArrayEnumerator Golden()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Conversations.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository was not found.");
        }

        return JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "tests", "Golden", "floor", "scores.json"))).RootElement.EnumerateArray();
    }
}
