using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>A morning of two people in two browsers, one of them on two devices, with customers who write and a network that fails.</summary>
public sealed class MorningTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private readonly Company company = new(("Delivery__AttemptsMax", "1"));
    private Desk mara = null!;
    private Desk jonas = null!;

    public async ValueTask InitializeAsync()
    {
        await company.StartAsync();
        mara = await company.SeatAsync("Mara");
        jonas = await company.SeatAsync("Jonas");
    }

    public ValueTask DisposeAsync() => company.DisposeAsync();

    [Fact]
    public Task Two_people_share_a_morning_and_nothing_is_lost_between_them() => Desk.WorkAsync(output, company, [mara, jonas], async () =>
    {
        await ArrivalsAreSeenAndClaimedAsync();
        await WhoeverWritesIntoAnothersConversationIsAskedAsync();
        await ADraftMovesBetweenDevicesAsync();
        await AMentionReachesWhomItNamesAsync();
        await APictureGoesAlongAsync();
        await ARefusedReplyIsTriedAgainAsync();
        await AReplyOfUnknownFateIsSettledByAPersonAsync();
        await ASnoozeEndsAsync();
        await AWordIsFoundAsync();
        await KeysPressedAtOnceReachWhatTheyWereMeantForAsync();
        await EverythingIsHandedBackAsync();
        Assert.Empty(mara.Complaints);
        // The browser itself tells of the answer that led to "Mara has this."
        Assert.Matches("409 .*/replies", Assert.Single(jonas.Complaints));
    });

    private async Task ArrivalsAreSeenAndClaimedAsync()
    {
        await company.WritesAsync("Grace", "My suitcase stands at the lighthouse.");
        await company.WritesAsync("Ines", "Where is my refund?");
        foreach (var desk in new[] { mara, jonas })
        {
            await Expect(desk.Row("Grace")).ToBeVisibleAsync();
            await Expect(desk.Row("Ines")).ToBeVisibleAsync();
        }

        await mara.GoToAsync("Grace");
        await mara.Page.Keyboard.PressAsync("c");
        await Expect(mara.Thread).ToContainTextAsync("You took this");
        await jonas.GoToAsync("Grace");
        await Expect(jonas.Row("Grace")).ToContainTextAsync("Mara");
        await Expect(mara.Page.GetByText("Jonas is reading this too")).ToBeVisibleAsync();
    }

    private async Task WhoeverWritesIntoAnothersConversationIsAskedAsync()
    {
        await jonas.Page.Keyboard.PressAsync("r");
        await jonas.Page.Keyboard.TypeAsync("We are on our way.");
        await Expect(mara.Page.GetByText("Jonas is writing…").First).ToBeVisibleAsync();
        await jonas.Composer.PressAsync("Control+Enter");
        await Expect(jonas.Thread.GetByText("Mara has this.")).ToBeVisibleAsync();
        await jonas.Button("Add as a note").ClickAsync();
        await Expect(mara.Thread.GetByText("We are on our way.")).ToBeVisibleAsync();
        Assert.False(company.HasReply, "A reply beside the one who has it must not go out unasked.");
    }

    private async Task ADraftMovesBetweenDevicesAsync()
    {
        await mara.Composer.FillAsync("The lighthouse keeper");
        await using var other = await mara.OtherDeviceAsync();
        await Expect(other.Composer).ToHaveValueAsync("The lighthouse keeper");
        await other.Composer.FillAsync("The lighthouse keeper has it.");
        await Expect(mara.Composer).ToHaveValueAsync("The lighthouse keeper has it.");
        await other.Composer.PressAsync("Control+Enter");
        Assert.Equal("The lighthouse keeper has it.", (string)(await company.NextReplyAsync())["text"]!);
        await Expect(mara.Composer).ToHaveValueAsync("");
        await Expect(mara.Thread).ToContainTextAsync("The lighthouse keeper has it.");
        Assert.Empty(other.Complaints);
    }

    private async Task AMentionReachesWhomItNamesAsync()
    {
        await jonas.GoToAsync("Ines");
        await jonas.Page.Keyboard.PressAsync("n");
        await jonas.Page.Keyboard.TypeAsync("@Mar");
        await Expect(jonas.Page.GetByRole(AriaRole.Listbox, new PageGetByRoleOptions { Name = "Suggestions" })).ToContainTextAsync("Mara");
        await jonas.Page.Keyboard.PressAsync("Enter");
        await jonas.Page.Keyboard.TypeAsync("do you know her booking?");
        await jonas.Composer.PressAsync("Control+Enter");
        await mara.IsToldAsync("Jonas mentioned you: Ines", andOpensIt: true);
        await Expect(mara.Page).ToHaveURLAsync(new Regex("at=\\d+"));
        await Expect(mara.Thread.GetByText("@Mara do you know her booking?")).ToBeVisibleAsync();
        await Expect(jonas.Thread.GetByText("@Mara do you know her booking?")).ToBeVisibleAsync();
    }

    private async Task APictureGoesAlongAsync()
    {
        await jonas.Page.Keyboard.PressAsync("Escape");
        await jonas.Page.Keyboard.PressAsync("c");
        await Expect(jonas.Thread).ToContainTextAsync("You took this");
        await jonas.Page.Keyboard.PressAsync("r");
        await jonas.Page.Locator("[data-pane=composer] input[type=file]").SetInputFilesAsync(new FilePayload { Name = "receipt.png", MimeType = "image/png", Buffer = Picture });
        await Expect(jonas.Page.GetByRole(AriaRole.List, new PageGetByRoleOptions { Name = "Attached files" })).ToContainTextAsync("receipt.png");
        await jonas.WriteAsync("Here is the receipt.");
        var file = (JsonObject)Assert.Single((JsonArray)(await company.NextReplyAsync())["media"]!)!;
        Assert.Equal("image/png", (string)file["contentType"]!);
        await Expect(jonas.Thread.Locator("img")).ToBeVisibleAsync();
    }

    private async Task ARefusedReplyIsTriedAgainAsync()
    {
        company.NetworkAnswers = static _ => StatusCodes.Status400BadRequest;
        await jonas.WriteAsync("Your refund is on its way.");
        await jonas.GoToAsync("Grace");
        await jonas.IsToldAsync("Your reply to Ines may not have arrived");
        await jonas.GoToAsync("Ines");
        await Expect(jonas.Thread).ToContainTextAsync("This did not go out.");
        company.NetworkAnswers = static _ => StatusCodes.Status200OK;
        await jonas.Thread.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Try again" }).ClickAsync();
        Assert.Equal("Your refund is on its way.", (string)(await company.NextReplyAsync())["text"]!);
        await Expect(jonas.Thread.GetByText("This did not go out.")).ToHaveCountAsync(0);
    }

    private async Task AReplyOfUnknownFateIsSettledByAPersonAsync()
    {
        company.NetworkAnswers = static _ => 0;
        await jonas.WriteAsync("It takes three days.");
        await Expect(jonas.Thread).ToContainTextAsync("We could not find out if this arrived.");
        await jonas.Thread.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "It arrived" }).ClickAsync();
        await Expect(jonas.Thread.GetByText("We could not find out if this arrived.")).ToHaveCountAsync(0);
        company.NetworkAnswers = static _ => StatusCodes.Status200OK;
        Assert.False(company.HasReply, "What a person says arrived is not sent again.");
    }

    private async Task ASnoozeEndsAsync()
    {
        await mara.GoToAsync("Grace");
        var grace = new Uri(mara.Page.Url).Segments[^1];
        await mara.GoToAsync("Ines");
        await company.SnoozeAsync(grace, TimeSpan.FromSeconds(2));
        await mara.IsToldAsync("Grace is back");
    }

    private async Task AWordIsFoundAsync()
    {
        await jonas.Page.GotoAsync(new Uri(company.Address, "/search?q=lighthouse").ToString());
        var hit = jonas.Page.Locator("[data-pane=list] li").Filter(new LocatorFilterOptions { HasText = "keeper" });
        await Expect(hit.Locator("mark")).ToHaveTextAsync("lighthouse");
        await hit.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(jonas.Thread).ToContainTextAsync("The lighthouse keeper has it.");
    }

    /// <summary>A thread is drawn after its row is chosen: what is typed at once must not land in the one before.</summary>
    private async Task KeysPressedAtOnceReachWhatTheyWereMeantForAsync()
    {
        await mara.GoToAsync("Ines");
        await mara.Page.Keyboard.PressAsync("Escape");
        // Two keys within one frame, as a real keyboard under load delivers them: what React has to do is done between, nothing is painted.
        var told = await mara.Page.EvaluateAsync<string[]>("""
            async () => {
              for (const key of [document.querySelector('[role=option]').getAttribute('aria-selected') === 'true' ? 'j' : 'k', 'r']) {
                document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
                for (let turn = 0; turn < 20; turn += 1) await null;
              }
              return [document.querySelector('[data-pane=thread] h2').textContent, document.querySelector('[role=option][aria-selected=true]').textContent];
            }
            """);
        Assert.Equal("Grace", told[0]);
        Assert.Contains("Grace", told[1]);
        await mara.Page.Keyboard.TypeAsync("for whom?");
        await Expect(mara.Row("Grace")).ToContainTextAsync("for whom?");
        await mara.Composer.FillAsync("");
    }

    private async Task EverythingIsHandedBackAsync()
    {
        await mara.Page.Keyboard.PressAsync("Escape");
        await mara.Page.Locator("[data-pane=rail] button").Filter(new LocatorFilterOptions { HasText = "Mara" }).ClickAsync();
        await mara.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Give everything back…" }).ClickAsync();
        await mara.Page.GetByPlaceholder("A note to whoever comes next").FillAsync("She is called at noon.");
        await mara.Button("Give everything back").ClickAsync();
        await Expect(mara.Page.GetByText("Given back: 1 conversation")).ToBeVisibleAsync();
        await jonas.GoToAsync("Grace");
        await Expect(jonas.Thread).ToContainTextAsync("She is called at noon.");
        await Expect(jonas.Button("Claim")).ToBeVisibleAsync();
    }
}
