using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>The path a customer's message takes to a person and back, in a real browser against the real server.</summary>
public sealed class WholePathTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_message_arrives_live_is_claimed_answered_undone_answered_again_delivered_answered_back_and_resolved()
    {
        await using var company = new Company();
        await company.StartAsync();
        await using var mara = await Desk.OpenAsync(await company.InviteAsync("Mara"));
        await mara.WorksAsync(output, company, async () =>
        {
            await SignedInAsync(mara, company);
            await ArrivesLiveAsync(mara, company);
            await ClaimedAsync(mara);
            await UndoneAsync(mara, company);
            await AnsweredAsync(mara, company);
            await WrittenBackAsync(mara, company);
            await ResolvedAsync(mara);
        });
    }

    private static async Task SignedInAsync(Desk desk, Company company)
    {
        await desk.IsLiveAsync();
        Assert.DoesNotContain("/in/", desk.Page.Url);
        Assert.StartsWith(company.Address.ToString(), desk.Page.Url);
    }

    private static async Task ArrivesLiveAsync(Desk desk, Company company)
    {
        await company.WritesAsync("Grace", "My suitcase did not arrive.");
        await Expect(desk.Row("Grace")).ToBeVisibleAsync();
        await desk.Row("Grace").ClickAsync();
        await Expect(desk.Thread).ToContainTextAsync("My suitcase did not arrive.");
    }

    private static async Task ClaimedAsync(Desk desk)
    {
        await desk.Page.Keyboard.PressAsync("c");
        await Expect(desk.Thread).ToContainTextAsync("You took this");
        await Expect(desk.Button("Claim")).ToHaveCountAsync(0);
    }

    private static async Task UndoneAsync(Desk desk, Company company)
    {
        await desk.Page.Keyboard.PressAsync("r");
        await Expect(desk.Composer).ToBeFocusedAsync();
        await desk.WriteAsync("A word too early");
        await Expect(desk.Thread).ToContainTextAsync("Sending in");
        await desk.Page.Locator("[data-undo]").ClickAsync();
        await Expect(desk.Composer).ToHaveValueAsync("A word too early");
        Assert.False(company.HasReply, "What was taken back must not reach the customer.");
    }

    private static async Task AnsweredAsync(Desk desk, Company company)
    {
        await desk.WriteAsync("I have found it, it comes tonight.");
        var reply = await company.NextReplyAsync();
        Assert.Equal("I have found it, it comes tonight.", (string)reply["text"]!);
        Assert.Equal("private", (string)reply["visibility"]!);
        await company.TellsAsync((string)reply["id"]!, "delivered");
        await Expect(desk.Thread).ToContainTextAsync("Delivered");
    }

    private static async Task WrittenBackAsync(Desk desk, Company company)
    {
        await company.WritesAsync("Grace", "You are wonderful.");
        await Expect(desk.Thread).ToContainTextAsync("You are wonderful.");
    }

    private static async Task ResolvedAsync(Desk desk)
    {
        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Button("Resolve").ClickAsync();
        await Expect(desk.Page.GetByText("Resolved: Grace")).ToBeVisibleAsync();
    }
}
