using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>What was found is shown where it stands, however deep in its conversation.</summary>
public sealed partial class SearchHitTests(ITestOutputHelper output)
{
    private const int Entries = 3_000;

    [Fact]
    public async Task A_hit_opens_at_its_entry_and_reload_back_and_forward_land_there_again()
    {
        await using var company = new Company();
        await company.StartAsync();
        await company.WritesAsync("Grace", Enumerable.Range(1, Entries).Select(n => n == 700 ? "The zebrawood violin" : $"Message {n} of many"));
        await company.WritesAsync("Ada", "Some other zebrawood");
        await company.IndexedAsync();
        await using var mara = await Desk.OpenAsync(await company.InviteAsync("Mara"));
        await mara.WorksAsync(output, company, async () =>
        {
            await FoundAsync(mara, company);
            await GrowsBothWaysAsync(mara);
            await ComesBackAsync(mara);
            await ToTheNewestAsync(mara, company);
        });
    }

    private static ILocator Found(Desk desk) => desk.Thread.Locator("[data-found]");

    private static ILocator Hit(Desk desk, string words) => desk.Page.Locator("[data-pane=list] button").Filter(new LocatorFilterOptions { HasText = words });

    private static async Task FoundAsync(Desk desk, Company company)
    {
        await desk.IsLiveAsync();
        await desk.Page.GotoAsync(new Uri(company.Address, "/search?q=zebrawood").ToString());
        var pages = 0;
        desk.Page.Request += (_, request) => pages += request.Url.Contains("/entries?", StringComparison.Ordinal) ? 1 : 0;
        await Hit(desk, "violin").ClickAsync();
        await Expect(Found(desk)).ToHaveTextAsync("The zebrawood violin");
        await Expect(Found(desk)).ToBeInViewportAsync();
        await Expect(Found(desk)).ToBeFocusedAsync();
        await Expect(desk.Thread).ToContainTextAsync("Message 699 of many");
        await Expect(desk.Thread).ToContainTextAsync("Message 701 of many");
        Assert.Equal(1, pages);
        await Expect(desk.Page).ToHaveURLAsync(AtTheHit());
    }

    private static async Task GrowsBothWaysAsync(Desk desk)
    {
        await ScrollUntilAsync(desk, "Message 640 of many", -600);
        await ScrollUntilAsync(desk, "Message 780 of many", 600);
    }

    private static async Task ScrollUntilAsync(Desk desk, string words, int step)
    {
        await desk.Thread.HoverAsync();
        for (var turns = 0; await desk.Thread.GetByText(words, new LocatorGetByTextOptions { Exact = true }).CountAsync() == 0; turns++)
        {
            Assert.True(turns < 200, $"Did not come to “{words}”.");
            await desk.Page.Mouse.WheelAsync(0, step);
            await desk.Page.EvaluateAsync("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        }
    }

    private static async Task ComesBackAsync(Desk desk)
    {
        await desk.Page.ReloadAsync();
        await Expect(Found(desk)).ToBeInViewportAsync();
        await Expect(Found(desk)).ToHaveTextAsync("The zebrawood violin");
        await Hit(desk, "Some other").ClickAsync();
        await Expect(Found(desk)).ToContainTextAsync("Some other zebrawood");
        await desk.Page.GoBackAsync();
        await Expect(Found(desk)).ToHaveTextAsync("The zebrawood violin");
        await Expect(Found(desk)).ToBeInViewportAsync();
        await desk.Page.GoForwardAsync();
        await Expect(Found(desk)).ToContainTextAsync("Some other zebrawood");
        await desk.Page.GoBackAsync();
        await Expect(Found(desk)).ToBeInViewportAsync();
    }

    private static async Task ToTheNewestAsync(Desk desk, Company company)
    {
        await company.WritesAsync("Grace", "And one more");
        await desk.Button("↓").ClickAsync();
        await Expect(desk.Thread).ToContainTextAsync("And one more");
        await Expect(desk.Page).Not.ToHaveURLAsync(AtTheHit());
    }

    [GeneratedRegex(@"[?&]at=700\b")]
    private static partial Regex AtTheHit();
}
