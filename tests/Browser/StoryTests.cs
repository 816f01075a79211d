using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>
/// A public complaint from the open floor to the end: taken by whoever saw it, with a colleague's knowledge, something given, more than one may give alone signed by another,
/// a promise made and kept, and the conversation handed on without a moment in which nobody has it.
/// </summary>
public sealed class StoryTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Policy = """
        { "currency": "EUR", "kinds": { "refund": { "perAction": 20000, "coSignAbove": 5000, "perConversation": 30000, "perEmployeeWeek": 50000 } } }
        """;

    private readonly Company company = new();
    private Desk mara = null!;
    private Desk jonas = null!;

    public async ValueTask InitializeAsync()
    {
        await company.StartAsync();
        await company.CallAsync("/api/v1/topics", new { name = "Damage", words = new[] { "broke", "guitar" } });
        await company.PutAsync("/api/v1/gestures/policy", new { id = Guid.NewGuid(), seenVersion = 0, text = Policy });
        mara = await company.SeatAsync("Mara", "agent", "Damage");
        jonas = await company.SeatAsync("Jonas", "lead", "Damage");
    }

    public ValueTask DisposeAsync() => company.DisposeAsync();

    [Fact]
    public Task A_public_complaint_is_taken_put_right_promised_handed_on_and_kept() => Desk.WorkAsync(output, company, [mara, jonas], async () =>
    {
        await AComplaintIsTakenOnTheOpenFloorAsync();
        await AColleagueKnowsAsync();
        await SomethingIsGivenAsync();
        await MoreIsSignedByAColleagueAsync();
        await AWordIsGivenAsync();
        await ItIsHandedOnAsync();
        await TheWordIsKeptAndItIsResolvedAsync();
        // The browser itself tells of the two answers that were a no: a resolve with a promise open, and what led to the co-sign.
        Assert.Matches("409 .*/resolve", Assert.Single(jonas.Complaints));
        Assert.Matches("409 .*/gestures", Assert.Single(mara.Complaints));
    });

    private async Task AComplaintIsTakenOnTheOpenFloorAsync()
    {
        await company.WritesAsync("Anders", "You broke my guitar. Again. Please help.", "public");
        await mara.Page.Keyboard.PressAsync("g");
        await mara.Page.Keyboard.PressAsync("f");
        await mara.Page.GetByLabel("I promise this").CheckAsync();
        await mara.Button("Come to the floor").ClickAsync();
        var row = mara.Page.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = "You broke my guitar" });
        await row.GetByText("Why").ClickAsync();
        await Expect(row).ToContainTextAsync("broke");
        await row.GetByRole(AriaRole.Button).First.ClickAsync();
        await mara.Button("Take it for 10 minutes").ClickAsync();
        await Expect(mara.Page.GetByText("Yours until")).ToBeVisibleAsync();
        await mara.GoToAsync("Anders");
        await Expect(mara.Thread).ToContainTextAsync("You took this");
    }

    private async Task AColleagueKnowsAsync()
    {
        await mara.Page.Keyboard.PressAsync("Escape");
        await mara.Page.Keyboard.PressAsync("q");
        await mara.Page.Keyboard.TypeAsync("Who mends a broken guitar for us?");
        await mara.Page.Keyboard.PressAsync("Control+Enter");
        var asked = jonas.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Mara asks" });
        await Expect(asked).ToContainTextAsync("Who mends a broken guitar for us?");
        await asked.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Answer" }).ClickAsync();
        await jonas.Page.Keyboard.TypeAsync("The luthier at the harbour takes it today.");
        await jonas.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(asked).ToHaveCountAsync(0);
        await Expect(mara.Page.GetByText("Jonas answered", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await Expect(mara.Composer).ToHaveValueAsync("The luthier at the harbour takes it today.");
        await mara.Button("It helps").ClickAsync();
        await Expect(mara.Thread).ToContainTextAsync("thanked Jonas");
    }

    private async Task SomethingIsGivenAsync()
    {
        await GiveAsync("50");
        await mara.Button("Give €50").ClickAsync();
        await Expect(mara.Page.GetByText("Given: €50, refund")).ToBeVisibleAsync();
        await mara.Button("Close").Last.ClickAsync();
    }

    private async Task MoreIsSignedByAColleagueAsync()
    {
        await GiveAsync("80");
        await mara.Button("Give €80").ClickAsync();
        await Expect(mara.Page.GetByText("€80 is more than your €50")).ToBeVisibleAsync();
        await mara.Button("Ask for a co-sign").ClickAsync();
        await jonas.GoToAsync("Anders");
        await jonas.Button("Co-sign").ClickAsync();
        foreach (var desk in new[] { mara, jonas })
        {
            await Expect(desk.Page.Locator("[data-pane=thread]")).ToContainTextAsync("€80");
            await Expect(desk.Button("Co-sign")).ToHaveCountAsync(0);
        }

        await Expect(mara.Page.GetByText("Waiting for a co-sign")).ToHaveCountAsync(0);
    }

    private async Task AWordIsGivenAsync()
    {
        await mara.Composer.FillAsync("We will bring you a mended guitar by Friday.");
        var word = mara.Page.GetByText("You promise:").First;
        await Expect(word).ToBeVisibleAsync();
        await mara.Button("Keep it").ClickAsync();
        await mara.Composer.PressAsync("Control+Enter");
        await mara.Button("Post in public").Last.ClickAsync();
        Assert.Equal("public", (string)(await company.NextReplyAsync())["visibility"]!);
        await Expect(mara.Page.Locator("[data-pane=context]")).ToContainTextAsync("You promised:");
    }

    private async Task ItIsHandedOnAsync()
    {
        await mara.Page.Keyboard.PressAsync("Escape");
        await mara.Page.Keyboard.PressAsync("a");
        await mara.Page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = "To" }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await mara.Page.GetByLabel("What should they know?").FillAsync("The luthier has it. He wants to be told on Friday.");
        await mara.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Hand over" }).ClickAsync();
        await jonas.Button("Take it").ClickAsync();
        await Expect(jonas.Page.GetByText("You have this").First).ToBeVisibleAsync();
        await Expect(mara.Page.GetByText("Jonas has this").First).ToBeVisibleAsync();
    }

    private async Task TheWordIsKeptAndItIsResolvedAsync()
    {
        await jonas.Page.Keyboard.PressAsync("e");
        await Expect(jonas.Page.GetByText("Still promised: We will bring you a mended guitar")).ToBeVisibleAsync();
        await jonas.GoToAsync("Anders");
        await jonas.Composer.FillAsync("It is mended, Anders, and on its way to you.");
        await jonas.Page.GetByLabel("This keeps").CheckAsync();
        await jonas.Composer.PressAsync("Control+Enter");
        await jonas.Button("Post in public").Last.ClickAsync();
        await Expect(jonas.Thread).ToContainTextAsync("kept a promise");
        await jonas.Page.Keyboard.PressAsync("Escape");
        await jonas.Page.Keyboard.PressAsync("e");
        await Expect(jonas.Page.GetByText("Resolved: Anders")).ToBeVisibleAsync();
    }

    private async Task GiveAsync(string amount)
    {
        await mara.Page.Keyboard.PressAsync("Escape");
        await mara.Page.Keyboard.PressAsync("v");
        await mara.Page.GetByLabel("How much, in EUR").FillAsync(amount);
        await mara.Page.GetByLabel("Why", new PageGetByLabelOptions { Exact = true }).FillAsync("It was his only guitar.");
    }
}
