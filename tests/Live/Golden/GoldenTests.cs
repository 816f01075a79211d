using System.Text.Json;
using System.Text.Json.Nodes;
using Conversations.Web.Json;

namespace Conversations.Live.Tests.Golden;

/// <summary>The files both sides of the wire hold to: the dashboard's tests read the same ones.</summary>
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JsonText.Writing.Encoder };
    private static readonly string Folder = Path.Combine(Root(), "tests", "Golden", "hub");

    public static IEnumerable<TheoryDataRow<string>> Files => Directory.GetFiles(Folder, "*.json").Select(static file => new TheoryDataRow<string>(Path.GetFileName(file)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Before_and_events_give_after(string file)
    {
        var golden = Read(file);
        var isList = golden["kind"]!.GetValue<string>() == "list";
        var state = golden["before"]!.AsObject();
        var outcomes = new JsonArray();
        foreach (var told in golden["events"]!.AsArray())
        {
            (var outcome, state) = isList ? Reducer.List(state, told!.AsObject()) : Reducer.Conversation(state, told!.AsObject());
            outcomes.Add(outcome);
        }

        Assert.Equal(golden["outcomes"]!.ToJsonString(), outcomes.ToJsonString());
        Assert.True(JsonNode.DeepEquals(golden["after"], state), $"{file}: after is {state.ToJsonString(Readable)}");
    }

    [Theory]
    [InlineData("server-list-of-a-morning.json")]
    [InlineData("server-list-of-ones-own.json")]
    [InlineData("server-conversation-followed.json")]
    public async Task The_server_sends_what_the_file_says(string file)
    {
        var sent = (await ServerScripts.PlayAsync(file)).ToJsonString(Readable) + "\n";
        var path = Path.Combine(Folder, file);
        Assert.True(File.Exists(path), $"{file} is missing; once, it is this:\n{sent}");
        Assert.Equal(await File.ReadAllTextAsync(path), sent);
    }

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!.AsObject();

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Conversations.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository was not found.");
        }

        return folder;
    }
}
