using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>Somebody from elsewhere in the company, with the highest grade of the open floor, gives what she may in what she has taken there.</summary>
public sealed class FloorGivingTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Policy = """{ "currency": "EUR", "kinds": { "refund": { "perAction": 20000, "coSignAbove": 5000, "perConversation": 30000 } } }""";

    private readonly Company company = new();
    private Desk nora = null!;
    private Desk mara = null!;

    public async ValueTask InitializeAsync()
    {
        await company.StartAsync();
        await company.CallAsync("/api/v1/topics", new { name = "Damage", words = new[] { "broke", "guitar" } });
        await company.PutAsync("/api/v1/gestures/policy", new { id = Guid.NewGuid(), seenVersion = 0, text = Policy });
        nora = await company.SeatAsync("Nora", "colleague", "Damage");
        mara = await company.SeatAsync("Mara", "lead");
    }

    public ValueTask DisposeAsync() => company.DisposeAsync();

    [Fact]
    public Task Who_has_the_grade_to_act_gives_in_what_she_took_and_is_told_what_else_she_can_do() => Desk.WorkAsync(output, company, [nora, mara], async () =>
    {
        await SheComesToTheFloorAsync();
        await SheTakesAComplaintAsync();
        await nora.Button("Give something").ClickAsync();
        await MoreThanHerLineIsDeniedAsync();
        await nora.Button("Give €50").Last.ClickAsync();
        await Expect(nora.Page.GetByText("Given: €50, refund")).ToBeVisibleAsync();
        await nora.Button("Close").ClickAsync();
        await SeesAsync("You gave €50 (refund)");
        await AColleagueSignsForMoreAsync();
        // The browser itself tells of the answers that were a no.
        Assert.Equal(2, nora.Complaints.Count);
        Assert.All(nora.Complaints, static complaint => Assert.Matches("409 .*/gestures", complaint));
        Assert.Empty(mara.Complaints);
    });

    private async Task SheComesToTheFloorAsync()
    {
        await nora.Page.GetByLabel("I promise this").CheckAsync();
        await nora.Button("Come to the floor").ClickAsync();
        await Expect(nora.Page.GetByText("You watch", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await company.GradeAsync("Nora", "act");
        await Expect(nora.Page.GetByText("You answer and may give", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
    }

    private async Task SheTakesAComplaintAsync()
    {
        await company.WritesAsync("Anders", "You broke my guitar. Again. Please help.", "public");
        var row = nora.Page.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = "You broke my guitar" });
        await row.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(nora.Button("Give something")).ToHaveCountAsync(0);
        await nora.Button("Take it for 10 minutes").ClickAsync();
        await Expect(nora.Page.GetByText("Yours until")).ToBeVisibleAsync();
    }

    private async Task AColleagueSignsForMoreAsync()
    {
        await nora.Button("Give something").ClickAsync();
        await MoreThanHerLineIsDeniedAsync();
        await nora.Button("Ask for a co-sign").ClickAsync();
        await SeesAsync("Waiting for a co-sign");
        await mara.GoToAsync("Anders");
        await mara.Button("Co-sign").ClickAsync();
        await SeesAsync("You gave €80 (refund), signed by Mara");
        await Expect(nora.Page.GetByText("Waiting for a co-sign")).ToHaveCountAsync(0);
    }

    /// <summary>Far below the minute after which a page reads the floor without being told.</summary>
    private Task SeesAsync(string text) => Expect(nora.Page.GetByText(text)).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 20_000 });

    private async Task MoreThanHerLineIsDeniedAsync()
    {
        await nora.Page.GetByLabel("How much, in EUR").FillAsync("80");
        await nora.Page.GetByLabel("Why", new PageGetByLabelOptions { Exact = true }).FillAsync("It was his only guitar.");
        await nora.Button("Give €80").ClickAsync();
        await Expect(nora.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("€80 is more than your €50 without a co-sign.");
    }
}
