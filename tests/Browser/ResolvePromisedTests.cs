using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>Who resolves what still has a promise open is told so while she looks at it; without one the next is there.</summary>
public sealed class ResolvePromisedTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_no_because_of_a_promise_is_told_before_the_next_conversation_opens()
    {
        await using var company = new Company();
        await company.StartAsync();
        await using var mara = await Desk.OpenAsync(await company.InviteAsync("Mara"));
        await Desk.WorkAsync(output, company, [mara], async () =>
        {
            await mara.IsLiveAsync();
            await company.WritesAsync("Grace", "My suitcase stands at the lighthouse.");
            await company.WritesAsync("Ines", "Where is my refund?");
            await mara.GoToAsync("Grace");
            await mara.Page.Keyboard.PressAsync("c");
            await Expect(mara.Thread).ToContainTextAsync("You took this");
            await mara.Page.Keyboard.PressAsync("m");
            await mara.Page.GetByLabel("What you promise").FillAsync("fetch it");
            await mara.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Promise it" }).ClickAsync();
            await Expect(mara.Page.Locator("[data-pane=context]")).ToContainTextAsync("You promised:");
            await mara.Page.Keyboard.PressAsync("Escape");

            await mara.Page.Keyboard.PressAsync("e");
            await Expect(mara.Page.GetByText("Still promised: fetch it")).ToBeVisibleAsync();
            Assert.Equal("Grace", await Title(mara).TextContentAsync());
            Assert.Matches("409 .*/resolve", Assert.Single(mara.Complaints));

            await mara.GoToAsync("Ines");
            await mara.Page.Keyboard.PressAsync("e");
            await Expect(mara.Page.GetByText("Resolved: Ines")).ToBeVisibleAsync();
            await Expect(Title(mara)).ToHaveTextAsync("Grace");
        });
    }

    private static ILocator Title(Desk desk) => desk.Page.Locator("[data-pane=thread] h2");
}
