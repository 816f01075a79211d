using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>A conversation is put off until a moment of one's own choice.</summary>
public sealed class SnoozeMomentTests(ITestOutputHelper output)
{
    private static readonly string[] FarAhead = ["01", "12", (DateTime.UtcNow.Year + 3).ToString(System.Globalization.CultureInfo.InvariantCulture), "08", "15"];

    [Fact]
    public async Task A_moment_is_chosen_by_keyboard_from_the_thread_the_palette_and_for_several_and_a_passed_one_is_refused()
    {
        await using var company = new Company();
        await company.StartAsync();
        foreach (var customer in new[] { "Grace", "Ada", "Kofi" })
        {
            await company.WritesAsync(customer, "Where is my violin?");
        }

        await using var mara = await Desk.OpenAsync(await company.InviteAsync("Mara"));
        await mara.WorksAsync(output, company, async () =>
        {
            await mara.IsLiveAsync();
            await mara.GoToAsync("Grace");
            await FromTheThreadAsync(mara);
            await FromThePaletteAsync(mara);
            await OfSeveralAsync(mara);
        });
    }

    private static ILocator Field(Desk desk) => desk.Page.GetByLabel("When it comes back");

    private static async Task FromTheThreadAsync(Desk desk)
    {
        await desk.Page.Keyboard.PressAsync("s");
        await Expect(desk.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "In an hour" })).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("End");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(Field(desk)).ToBeFocusedAsync();
        await Field(desk).FillAsync("2020-01-01T09:00");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Page.GetByText("This moment has passed. Choose a later one.")).ToBeVisibleAsync();
        await Expect(Field(desk)).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(Field(desk)).ToHaveCountAsync(0);
        await Expect(desk.Row("Grace")).Not.ToContainTextAsync("until");
    }

    private static async Task FromThePaletteAsync(Desk desk)
    {
        await desk.Page.Keyboard.PressAsync("Control+k");
        await desk.Page.Keyboard.TypeAsync("another time");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(Field(desk)).ToBeFocusedAsync();

        // As it is typed, in whichever order the browser has day and month.
        foreach (var part in FarAhead)
        {
            await desk.Page.Keyboard.TypeAsync(part);
            if (part.Length == 4)
            {
                await desk.Page.Keyboard.PressAsync("ArrowRight");
            }
        }

        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Page.GetByText("more than a year ahead")).ToBeVisibleAsync();
        var tomorrow = DateTime.Now.AddDays(1);
        await Field(desk).FillAsync(tomorrow.ToString("yyyy-MM-dd'T'07:05", System.Globalization.CultureInfo.InvariantCulture));
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Page.GetByText("Grace comes back tomorrow 7:05")).ToBeVisibleAsync();
        await desk.Page.GotoAsync(new Uri(new Uri(desk.Page.Url), "/all").ToString());
        await Expect(desk.Row("Grace")).ToContainTextAsync("until tomorrow 7:05");
    }

    private static async Task OfSeveralAsync(Desk desk)
    {
        await desk.Button("Choose several").ClickAsync();
        await desk.Row("Ada").Locator("span").First.ClickAsync();
        await desk.Row("Kofi").Locator("span").First.ClickAsync();
        var bar = desk.Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "What was chosen" });
        await bar.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Snooze" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Another time…" }).ClickAsync();
        await Expect(Field(desk)).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(desk.Row("Ada")).ToContainTextAsync("until tomorrow 9:00");
        await Expect(desk.Row("Kofi")).ToContainTextAsync("until tomorrow 9:00");
    }
}
