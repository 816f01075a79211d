using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>A search that stands on screen while people go on writing.</summary>
public sealed class SearchAgainTests(ITestOutputHelper output)
{
    [Fact]
    public async Task What_is_written_later_comes_by_itself_and_moves_no_hit_under_a_pointer_or_the_focus()
    {
        await using var company = new Company();
        await company.StartAsync();
        await company.WritesAsync("Grace", "A zebrawood violin");
        await company.WritesAsync("Ada", "A zebrawood cello");
        await company.IndexedAsync();
        await using var mara = await Desk.OpenAsync(await company.InviteAsync("Mara"));
        await mara.WorksAsync(output, company, async () =>
        {
            await mara.IsLiveAsync();
            await mara.Page.GotoAsync(new Uri(company.Address, "/search?q=zebrawood").ToString());
            await Expect(Hits(mara)).ToHaveTextAsync([Words("cello"), Words("violin")]);
            await company.WritesAsync("Lin", "A zebrawood flute");
            await Expect(Hits(mara)).ToHaveTextAsync([Words("flute"), Words("cello"), Words("violin")]);
            await StaysUnderThePointerAsync(mara, company);
            await WalksByKeysAsync(mara, company);
        });
    }

    private static ILocator Hits(Desk desk) => desk.Page.Locator("[data-hit]");

    private static System.Text.RegularExpressions.Regex Words(string word) => new($"A zebrawood {word}");

    private static async Task StaysUnderThePointerAsync(Desk desk, Company company)
    {
        await Hits(desk).Nth(1).HoverAsync();
        var before = await Hits(desk).Nth(1).BoundingBoxAsync();
        await company.WritesAsync("Kofi", "A zebrawood drum");
        await Expect(desk.Button("1 newer · show")).ToBeVisibleAsync();
        await Expect(Hits(desk)).ToHaveTextAsync([Words("flute"), Words("cello"), Words("violin")]);
        var after = await Hits(desk).Nth(1).BoundingBoxAsync();
        Assert.Equal((before!.X, before.Y), (after!.X, after.Y));
        await desk.Button("1 newer · show").ClickAsync();
        await Expect(Hits(desk)).ToHaveTextAsync([Words("drum"), Words("flute"), Words("cello"), Words("violin")]);
    }

    /// <summary>The keys of next and previous lead from hit to hit, and what has the focus is held as well.</summary>
    private static async Task WalksByKeysAsync(Desk desk, Company company)
    {
        await Expect(Hits(desk).Nth(0)).ToBeFocusedAsync();
        await desk.Page.Mouse.MoveAsync(1200, 700);
        await desk.Page.Keyboard.PressAsync("j");
        await desk.Page.Keyboard.PressAsync("j");
        await Expect(Hits(desk).Nth(2)).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("k");
        await Expect(Hits(desk).Nth(1)).ToBeFocusedAsync();
        await company.WritesAsync("Noor", "A zebrawood oud");
        await Expect(desk.Button("1 newer · show")).ToBeVisibleAsync();
        await Expect(Hits(desk).Nth(1)).ToBeFocusedAsync();
        await Expect(Hits(desk).Nth(1)).ToHaveTextAsync(Words("flute"));
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Thread.Locator("[data-found]")).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("k");
        await Expect(Hits(desk).Filter(new LocatorFilterOptions { HasText = "drum" })).ToBeFocusedAsync();
    }
}
