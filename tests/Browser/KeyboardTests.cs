using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>A day without a pointer: nothing here clicks.</summary>
public sealed class KeyboardTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_whole_day_is_possible_by_keyboard()
    {
        await using var company = new Company();
        await company.StartAsync();
        await using var mara = await Desk.OpenAsync(await company.InviteAsync("Mara"));
        await company.InviteAsync("Jonas");
        await mara.WorksAsync(output, company, async () =>
        {
            await mara.IsLiveAsync();
            await company.WritesAsync("Grace", "My suitcase stands at the lighthouse.");
            await company.WritesAsync("Ines", "Where is my refund?");
            await Expect(mara.Row("Ines")).ToBeVisibleAsync();
            await OpensAndAnswersAsync(mara, company);
            await LabelsAndRanksAsync(mara);
            await PutsOffAsync(mara);
            await FindsAsync(mara);
            await HandsOverAsync(mara);
            await SettlesAsync(mara);
            await ChangesASettingAsync(mara);
            await SaysWhereSheIsAndLeavesAsync(mara);
        });
    }

    private static async Task OpensAndAnswersAsync(Desk mara, Company company)
    {
        await PressAsync(mara, "g", "a");
        await mara.Row("Grace").FocusAsync();
        await PressAsync(mara, "Enter");
        await Expect(Title(mara)).ToHaveTextAsync("Grace");
        await PressAsync(mara, "c");
        await Expect(mara.Thread).ToContainTextAsync("You took this");
        await PressAsync(mara, "r");
        await mara.Page.Keyboard.TypeAsync("The keeper has it.");
        await PressAsync(mara, "Control+Enter");
        Assert.Equal("The keeper has it.", (string)(await company.NextReplyAsync())["text"]!);
        await PressAsync(mara, "Escape");
    }

    private static async Task LabelsAndRanksAsync(Desk mara)
    {
        await PressAsync(mara, "l");
        await mara.Page.Keyboard.TypeAsync("lighthouse");
        await PressAsync(mara, "Enter");
        await Expect(mara.Row("Grace")).ToContainTextAsync("lighthouse");
        await PressAsync(mara, "Escape", "p");
        await Expect(mara.Page.GetByRole(AriaRole.Menuitemradio, new PageGetByRoleOptions { Name = "Normal" })).ToBeFocusedAsync();
        await PressAsync(mara, "Home", "Enter");
        await Expect(mara.Row("Grace")).ToContainTextAsync("Urgent");
    }

    private static async Task HandsOverAsync(Desk mara)
    {
        await PressAsync(mara, "a");
        var form = mara.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "Hand over" });
        var to = form.GetByRole(AriaRole.Combobox, new LocatorGetByRoleOptions { Name = "To" });
        await Expect(to).ToBeFocusedAsync();
        await PressAsync(mara, "j");
        await Expect(to.Locator("option:checked")).ToContainTextAsync("Jonas");
        await TabToAsync(mara, form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Hand over" }));
        await PressAsync(mara, "Enter");
        await Expect(mara.Thread).ToContainTextAsync("You handed this to Jonas");
    }

    private static async Task PutsOffAsync(Desk mara)
    {
        await TabToAsync(mara, mara.Button("More"));
        await PressAsync(mara, "Enter");
        await Expect(mara.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Snooze" })).ToBeFocusedAsync();
        await PressAsync(mara, "Enter");
        await Expect(mara.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "In an hour" })).ToBeFocusedAsync();
        await PressAsync(mara, "Enter");
        await Expect(mara.Thread).ToContainTextAsync("put this off");
    }

    private static async Task FindsAsync(Desk mara)
    {
        await PressAsync(mara, "Control+k");
        await mara.Page.Keyboard.TypeAsync("All open");
        await PressAsync(mara, "Enter");
        await PressAsync(mara, "/");
        await mara.Page.Keyboard.TypeAsync("refund");
        await Expect(mara.Page.Locator("[data-pane=list] mark")).ToHaveTextAsync("refund");
        await PressAsync(mara, "ArrowDown", "Enter");
        await Expect(Title(mara)).ToHaveTextAsync("Ines");
        await PressAsync(mara, "c");
        await Expect(mara.Thread).ToContainTextAsync("You took this");
    }

    private static async Task SettlesAsync(Desk mara)
    {
        await PressAsync(mara, "g", "a");
        await mara.Row("Grace").FocusAsync();
        await PressAsync(mara, "Enter");
        await Expect(Title(mara)).ToHaveTextAsync("Grace");
        await PressAsync(mara, "e");
        await Expect(mara.Page.GetByText("Resolved: Grace")).ToBeVisibleAsync();
    }

    private static async Task ChangesASettingAsync(Desk mara)
    {
        await PressAsync(mara, "g", "s");
        var dark = mara.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "Dark" });
        await Expect(dark).ToBeVisibleAsync();
        await TabToAsync(mara, mara.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "As the system" }));
        await PressAsync(mara, "ArrowDown", "ArrowDown");
        await Expect(dark).ToBeCheckedAsync();
        await Expect(mara.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await PressAsync(mara, "g", "u");
        await Expect(mara.Page.Locator("[data-pane=list]")).ToContainTextAsync("Unattended");
    }

    private static async Task SaysWhereSheIsAndLeavesAsync(Desk mara)
    {
        await TabToAsync(mara, mara.Page.Locator("[data-pane=rail] button").First);
        await PressAsync(mara, "Enter");
        await Expect(mara.Page.GetByRole(AriaRole.Menuitemradio, new PageGetByRoleOptions { Name = "Available" })).ToBeFocusedAsync();
        await PressAsync(mara, "b", "Enter");
        await Expect(mara.Page.Locator("[data-pane=rail]")).ToContainTextAsync("Busy");
        await PressAsync(mara, "Control+k");
        await mara.Page.Keyboard.TypeAsync("Sign out");
        await PressAsync(mara, "Enter");
        await Expect(mara.Page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "E-mail address" })).ToBeVisibleAsync();
    }

    private static ILocator Title(Desk desk) => desk.Page.Locator("[data-pane=thread] h2");

    private static async Task PressAsync(Desk desk, params string[] keys)
    {
        foreach (var key in keys)
        {
            await desk.Page.Keyboard.PressAsync(key);
        }
    }

    /// <summary>Tab until it has the focus; every control must be reached within one round.</summary>
    private static async Task TabToAsync(Desk desk, ILocator wanted)
    {
        for (var tries = 0; tries < 80; tries++)
        {
            if (await wanted.EvaluateAsync<bool>("one => one === document.activeElement"))
            {
                return;
            }

            await PressAsync(desk, "Tab");
        }

        Assert.Fail("Tab never came there.");
    }
}
