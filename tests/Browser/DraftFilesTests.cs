using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>Files chosen for a reply are part of its draft: they go where it goes, and may go out without a word.</summary>
public sealed class DraftFilesTests(ITestOutputHelper output)
{
    private static readonly FilePayload Ticket = new() { Name = "ticket.txt", MimeType = "text/plain", Buffer = "seat 12A"u8.ToArray() };
    private static readonly FilePayload Terms = new() { Name = "terms.txt", MimeType = "text/plain", Buffer = "small print"u8.ToArray() };

    [Fact]
    public async Task Files_move_between_devices_survive_a_reload_and_go_out_alone()
    {
        await using var company = new Company();
        await company.StartAsync();
        await using var desk = await Desk.OpenAsync(await company.InviteAsync("Mara"));
        await desk.WorksAsync(output, company, async () =>
        {
            await desk.IsLiveAsync();
            await company.WritesAsync("Grace", "Where is my seat?");
            await desk.Row("Grace").ClickAsync();
            await Expect(desk.Composer).ToBeVisibleAsync();
            var phone = await OnThePhoneAsync(desk);
            await AttachedAsync(desk, phone);
            await ReloadedAsync(desk);
            await SentAsync(desk, phone, company);
        });
    }

    private static ILocator File(IPage page, FilePayload file) => page.Locator("[data-pane=composer]").GetByText(file.Name, new LocatorGetByTextOptions { Exact = true });

    private static async Task<IPage> OnThePhoneAsync(Desk desk)
    {
        var context = await desk.Page.Context.Browser!.NewContextAsync(new BrowserNewContextOptions
        {
            StorageState = await desk.Page.Context.StorageStateAsync(), ViewportSize = new ViewportSize { Width = 390, Height = 844 }, Locale = "en-GB",
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(desk.Page.Url);
        await Expect(page.Locator("textarea[data-composer]")).ToBeVisibleAsync();
        return page;
    }

    private static async Task AttachedAsync(Desk desk, IPage phone)
    {
        await desk.Page.Locator("[data-pane=composer] input[type=file]").SetInputFilesAsync([Ticket, Terms]);
        await Expect(File(phone, Ticket)).ToBeVisibleAsync();
        await Expect(File(phone, Terms)).ToBeVisibleAsync();
        await phone.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new("terms\\.txt") }).ClickAsync();
        await Expect(File(desk.Page, Terms)).ToHaveCountAsync(0);
    }

    private static async Task ReloadedAsync(Desk desk)
    {
        await desk.Page.EvaluateAsync("() => sessionStorage.clear()");
        await desk.Page.ReloadAsync();
        await Expect(File(desk.Page, Ticket)).ToBeVisibleAsync();
    }

    /// <summary>Nothing was done in this thread but to look at it: what is seen counts as seen.</summary>
    private static async Task SentAsync(Desk desk, IPage phone, Company company)
    {
        await desk.Composer.PressAsync("Control+Enter");
        await Expect(desk.Thread).ToContainTextAsync("Sending in");
        await Expect(File(phone, Ticket)).ToHaveCountAsync(0);
        await desk.Page.Locator("[data-undo]").ClickAsync();
        await Expect(File(desk.Page, Ticket)).ToBeVisibleAsync();
        await desk.Composer.PressAsync("Control+Enter");
        var reply = await company.NextReplyAsync();
        Assert.Equal("", (string)reply["text"]!);
        Assert.Equal("ticket.txt", (string)Assert.Single(reply["media"]!.AsArray())!["name"]!);
    }
}
