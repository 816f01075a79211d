using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>Two people look at the open floor: what comes, is taken, answered or runs out at one of them is seen by the other, who presses nothing.</summary>
public sealed class FloorLiveTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>Far below the minute after which a page reads the floor without being told.</summary>
    private const float Soon = 20_000;
    private const int LeaseSeconds = 20;

    private readonly Company company = new(("Conversations__FloorLease", $"00:00:{LeaseSeconds}"));
    private Desk nora = null!;
    private Desk mara = null!;

    public async ValueTask InitializeAsync()
    {
        await company.StartAsync();
        nora = await company.SeatAsync("Nora", "colleague");
        mara = await company.SeatAsync("Mara");
        await mara.Page.Keyboard.PressAsync("g");
        await mara.Page.Keyboard.PressAsync("f");
        foreach (var desk in new[] { nora, mara })
        {
            await desk.Page.GetByLabel("I promise this").CheckAsync();
            await desk.Button("Come to the floor").ClickAsync();
            await Expect(desk.Page.GetByText("Nobody waits in public.")).ToBeVisibleAsync();
        }
    }

    public ValueTask DisposeAsync() => company.DisposeAsync();

    [Fact]
    public Task What_happens_on_the_floor_is_seen_by_everybody_there() => Desk.WorkAsync(output, company, [nora, mara], async () =>
    {
        await company.GradeAsync("Nora", "answer");
        await SeesAsync(nora.Page.GetByText("You answer", new PageGetByTextOptions { Exact = true }));
        await WhoComesIsSeenAsync();
        await WhoIsTakenIsNobodyElsesAsync();
        await WhatRunsOutComesBackAsync();
        await WhatIsSaidAndAnsweredIsReadAsync();
        Assert.Empty(nora.Complaints);
        Assert.Empty(mara.Complaints);
    });

    private async Task WhoComesIsSeenAsync()
    {
        await company.WritesAsync("Anders", "You broke my guitar.", "public");
        await company.WritesAsync("Grace", "Only you may read this.");
        foreach (var desk in new[] { nora, mara })
        {
            await SeesAsync(Row(desk));
            await Expect(desk.Page.GetByText("1 person waits")).ToBeVisibleAsync();
            await Row(desk).GetByRole(AriaRole.Button).First.ClickAsync();
            await Expect(Head(desk)).ToContainTextAsync("Unclaimed");
        }
    }

    private async Task WhoIsTakenIsNobodyElsesAsync()
    {
        await nora.Button("Take it for").ClickAsync();
        await Expect(mara.Page.GetByText("Nobody waits in public.")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = Soon });
        await Expect(Head(mara)).ToContainTextAsync("Nora has this", new LocatorAssertionsToContainTextOptions { Timeout = Soon });
    }

    private async Task WhatRunsOutComesBackAsync()
    {
        foreach (var desk in new[] { mara, nora })
        {
            await Expect(Head(desk)).ToContainTextAsync("Unclaimed", new LocatorAssertionsToContainTextOptions { Timeout = Soon + (LeaseSeconds * 1_000) });
            await SeesAsync(Row(desk));
        }
    }

    private async Task WhatIsSaidAndAnsweredIsReadAsync()
    {
        await company.WritesAsync("Anders", "It was my father's.", "public");
        await SeesAsync(Messages(nora).GetByText("It was my father's."));
        await nora.Button("Take it for").ClickAsync();
        await nora.Page.GetByLabel("Your answer, for everyone to read").FillAsync("We mend it, Anders.");
        await nora.Button("Post in public").ClickAsync();
        await SeesAsync(Messages(mara).GetByText("We mend it, Anders."));
        await mara.Button("Answered").ClickAsync();
        await SeesAsync(mara.Page.GetByRole(AriaRole.Listitem).GetByText("Anders").First);
    }

    private static Task SeesAsync(ILocator what) => Expect(what).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = Soon });

    private static ILocator Row(Desk desk) => desk.Page.Locator("[data-pane=list]").GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = "Anders" });

    private static ILocator Head(Desk desk) => desk.Page.Locator("[data-pane=thread] header");

    private static ILocator Messages(Desk desk) => desk.Page.Locator("[data-pane=thread] ol");
}
