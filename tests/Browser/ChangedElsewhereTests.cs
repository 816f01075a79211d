using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>What others change, on a page that stands open.</summary>
public sealed class ChangedElsewhereTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_saved_list_of_a_renamed_label_goes_on_and_its_rows_have_the_new_name_without_a_reload()
    {
        await using var company = new Company();
        await company.StartAsync();
        await company.WritesAsync("Grace", "Where is my violin?");
        await company.WritesAsync("Ada", "And my cello?");
        await using var mara = await Desk.OpenAsync(await company.InviteAsync("Mara"));
        await mara.WorksAsync(output, company, async () =>
        {
            await company.LabelAsync("Grace", "strings");
            await company.CallAsync("/api/v1/saved-filters", new { id = Guid.NewGuid(), name = "All strings", spec = new { view = "all", label = "strings" }, scope = "all" });
            await mara.Button("All strings").ClickAsync();
            await mara.Row("Grace").ClickAsync();
            await Expect(mara.Row("Ada")).ToHaveCountAsync(0);
            await Expect(mara.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("label=strings"));

            await company.CallAsync("/api/v1/labels/rename", new { from = "strings", to = "bowed" });

            await Expect(mara.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/all/[a-z2-7]+.*label=bowed"));
            await Expect(mara.Row("Grace")).ToContainTextAsync("bowed");
            await Expect(mara.Row("Ada")).ToHaveCountAsync(0);
            await Expect(mara.Thread).ToContainTextAsync("Where is my violin?");
            await Expect(mara.Button("All strings").First).ToHaveAttributeAsync("aria-current", "page");
        });
    }

    [Fact]
    public async Task The_undelivered_replies_show_one_that_fails_and_let_go_one_that_a_colleague_settled()
    {
        await using var company = new Company(("Delivery__AttemptsMax", "1")) { NetworkAnswers = static _ => 400 };
        await company.StartAsync();
        await company.WritesAsync("Grace", "Where is my violin?");
        var at = $"/api/v1/conversations/{await company.ConversationOfAsync("Grace")}/replies";
        await using var mara = await Desk.OpenAsync(await company.InviteAsync("Mara", "admin"));
        await mara.IsLiveAsync();
        await mara.Page.GotoAsync(new Uri(company.Address, "/settings/replies").ToString());
        await Expect(mara.Page.GetByText("Every reply went out.")).ToBeVisibleAsync();
        var reply = Guid.NewGuid();

        await company.CallAsync(at, new { id = reply, text = "It is on its way.", seenSeq = 1 });
        await Expect(mara.Page.GetByText("It is on its way.")).ToBeVisibleAsync();
        await company.CallAsync($"{at}/{reply}/cancel", new { id = Guid.NewGuid() });
        await Expect(mara.Page.GetByText("It is on its way.")).ToHaveCountAsync(0);
        Assert.Empty(mara.Complaints);
    }
}
