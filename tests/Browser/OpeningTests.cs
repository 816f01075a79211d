using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>An opened conversation is drawn over several frames; whoever is faster than they are must not notice.</summary>
public sealed class OpeningTests(ITestOutputHelper output)
{
    private const int Rounds = 6;

    [Fact]
    public async Task What_is_typed_at_once_goes_to_the_conversation_that_was_opened()
    {
        await using var company = new Company();
        await company.StartAsync();
        await using var mara = await Desk.OpenAsync(await company.InviteAsync("Mara"));
        await mara.WorksAsync(output, company, async () =>
        {
            await company.WritesAsync("Grace", "My suitcase stands at the lighthouse.");
            await Expect(mara.Row("Grace")).ToBeVisibleAsync();
            await company.WritesAsync("Ines", "Where is my refund?");
            await Expect(mara.Row("Ines")).ToBeVisibleAsync();
            // Both are held by the page from here on: nothing below waits for the network.
            await mara.GoToAsync("Ines");
            await mara.GoToAsync("Grace");
            for (var round = 0; round < Rounds; round++)
            {
                await AnswersNextAsync(mara, "j", "i");
                await AnswersNextAsync(mara, "k", "g");
            }

            await Expect(mara.Composer).ToHaveValueAsync(new string('g', Rounds));
            await mara.GoToAsync("Ines");
            await Expect(mara.Composer).ToHaveValueAsync(new string('i', Rounds));
            await mara.Page.ReloadAsync();
            await Expect(mara.Composer).ToHaveValueAsync(new string('i', Rounds));
        });
    }

    private static async Task AnswersNextAsync(Desk desk, string way, string letter)
    {
        await Task.WhenAll(desk.Page.Keyboard.PressAsync(way), desk.Page.Keyboard.PressAsync("r"), desk.Page.Keyboard.PressAsync(letter), desk.Page.Keyboard.PressAsync("Escape"));
    }
}
