using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Conversations.Browser.Tests;

/// <summary>One person's browser. Whatever the page complains about in its console is a failure of the test.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>For a machine that does much else; nothing waits so long when all is well.</summary>
    private const float Patience = 60_000;

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Desk(IPlaywright playwright, IBrowser browser, IPage page)
    {
        this.playwright = playwright;
        this.browser = browser;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Complaints.Add($"{message.Text} {message.Location}");
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public static Task<Desk> OpenAsync(Uri address) => OpenAsync(address, session: null);

    /// <summary>The same person signed in on another device.</summary>
    public async Task<Desk> OtherDeviceAsync() => await OpenAsync(new Uri(Page.Url), await Page.Context.StorageStateAsync());

    private static async Task<Desk> OpenAsync(Uri address, string? session)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Flags });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 }, Locale = "en-GB", StorageState = session });
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        var desk = new Desk(playwright, browser, page);
        await page.GotoAsync(address.ToString());
        return desk;
    }

    public ILocator Row(string customer) => Page.GetByRole(AriaRole.Option).Filter(new LocatorFilterOptions { HasText = customer });

    public ILocator Thread => Page.Locator("[data-thread-log]");

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });

    public ILocator Composer => Page.Locator("textarea[data-composer]");

    public ILocator Notices => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new("notice", RegexOptions.IgnoreCase) });

    /// <summary>What the person does here; the page has nothing to complain about meanwhile. When it goes wrong, what she saw is told.</summary>
    public Task WorksAsync(ITestOutputHelper output, Company company, Func<Task> work) => WorkAsync(output, company, [this], async () =>
    {
        await work();
        Assert.Empty(Complaints);
    });

    /// <summary>What several people do. When it goes wrong, what each of them saw is told.</summary>
    public static async Task WorkAsync(ITestOutputHelper output, Company company, IReadOnlyList<Desk> desks, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch
        {
            output.WriteLine(company.ServerOutput);
            foreach (var desk in desks)
            {
                await desk.ShowAsync(output);
            }

            throw;
        }
    }

    public async Task ShowAsync(ITestOutputHelper output)
    {
        output.WriteLine(string.Join('\n', Complaints));
        output.WriteLine(Page.Url);
        output.WriteLine(await Page.Locator("body").InnerTextAsync());
    }

    public Task IsLiveAsync() => Assertions.Expect(Page.GetByText("Live", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();

    /// <summary>Opens a conversation of everything that is open.</summary>
    public async Task GoToAsync(string customer)
    {
        await Page.Keyboard.PressAsync("Escape");
        await Page.Keyboard.PressAsync("g");
        await Page.Keyboard.PressAsync("a");
        await Row(customer).ClickAsync();
        await Assertions.Expect(Page.Locator("[data-pane=thread] h2")).ToHaveTextAsync(customer);
        // It comes last, with the composer.
        await Assertions.Expect(Page.Locator("[data-pane=context]")).ToContainTextAsync(customer);
    }

    /// <summary>The notice is there, and is seen by that.</summary>
    public async Task IsToldAsync(string notice, bool andOpensIt = false)
    {
        await Assertions.Expect(Notices).ToHaveAccessibleNameAsync(new Regex("you have not seen"));
        await Notices.ClickAsync();
        var told = Page.GetByRole(AriaRole.Dialog).GetByText(notice);
        await Assertions.Expect(told).ToBeVisibleAsync();
        await (andOpensIt ? told.ClickAsync() : Page.Keyboard.PressAsync("Escape"));
        await Assertions.Expect(Notices).ToHaveAccessibleNameAsync("Notices");
    }

    public async Task WriteAsync(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Control+Enter");
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
