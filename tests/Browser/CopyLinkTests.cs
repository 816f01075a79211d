using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>A link to a conversation, or to one entry of it, leads there.</summary>
public sealed class CopyLinkTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_copied_link_opens_the_conversation_or_its_entry_and_where_copying_is_refused_it_stands_there()
    {
        await using var company = new Company();
        await company.StartAsync();
        await company.WritesAsync("Grace", Enumerable.Range(1, 60).Select(n => $"Message {n} of many"));
        await using var mara = await Desk.OpenAsync(await company.InviteAsync("Mara"));
        await mara.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await mara.WorksAsync(output, company, async () =>
        {
            await mara.GoToAsync("Grace");
            await mara.Button("More").First.ClickAsync();
            await mara.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Copy link" }).ClickAsync();
            var whole = await CopiedAsync(mara);
            Assert.Matches(@"/all/[a-z2-7]+$", whole);

            await OfAMessageAsync(mara, whole);
            await ByKeysAsync(mara);
            await RefusedAsync(mara, whole);
        });
    }

    private static async Task<string> CopiedAsync(Desk desk)
    {
        var notice = desk.Page.GetByText("Link copied", new PageGetByTextOptions { Exact = true });
        await Expect(notice).ToBeVisibleAsync();
        var link = await desk.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        await desk.Button("Close").Last.ClickAsync();
        await Expect(notice).ToHaveCountAsync(0);
        return link;
    }

    private static async Task OfAMessageAsync(Desk desk, string whole)
    {
        var message = desk.Thread.GetByRole(AriaRole.Article).Filter(new LocatorFilterOptions { HasText = "Message 58 of many" });
        await message.HoverAsync();
        await message.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Copy link to this message" }).ClickAsync();
        var link = await CopiedAsync(desk);
        Assert.Equal(whole + "?at=58", link);
        await desk.Page.GotoAsync(link.Replace("at=58", "at=7", StringComparison.Ordinal));
        await Expect(desk.Thread.Locator("[data-found]")).ToContainTextAsync("Message 7 of many");
    }

    /// <summary>Of the one it was opened at.</summary>
    private static async Task ByKeysAsync(Desk desk)
    {
        await Expect(desk.Thread.Locator("[data-found]")).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("Control+k");
        await desk.Page.Keyboard.TypeAsync("link to this");
        await desk.Page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("?at=7", await CopiedAsync(desk), StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(Desk desk, string whole)
    {
        await desk.Page.EvaluateAsync("() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }");
        await desk.Page.Keyboard.PressAsync("Control+k");
        await desk.Page.Keyboard.TypeAsync("Copy link");
        await desk.Page.Keyboard.PressAsync("Enter");
        var dialog = desk.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "Link" });
        await Expect(dialog).ToContainTextAsync("The browser did not let us copy.");
        await Expect(dialog.GetByRole(AriaRole.Textbox)).ToHaveValueAsync(whole);
        await Expect(dialog.GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        Assert.Equal(whole, await desk.Page.EvaluateAsync<string>("() => { const one = document.activeElement; return one.value.slice(one.selectionStart, one.selectionEnd); }"));
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
    }
}
