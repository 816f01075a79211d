using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Conversations.Browser.Tests;

/// <summary>What was given and not paid out comes back to whoever gave it, who sends it again or says that it was done otherwise.</summary>
public sealed class UnpaidGiftTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Policy = """{ "currency": "EUR", "kinds": { "refund": { "perAction": 20000 } } }""";

    private readonly Company company = Company.ThatPays(("Delivery__AttemptsMax", "1"));
    private Desk mara = null!;
    private Desk jonas = null!;

    public async ValueTask InitializeAsync()
    {
        await company.StartAsync();
        await company.PutAsync("/api/v1/gestures/policy", new { id = Guid.NewGuid(), seenVersion = 0, text = Policy });
        mara = await company.SeatAsync("Mara");
        jonas = await company.SeatAsync("Jonas", "lead");
    }

    public ValueTask DisposeAsync() => company.DisposeAsync();

    [Fact]
    public Task What_was_given_and_not_paid_out_is_mended_by_whoever_gave_it() => Desk.WorkAsync(output, company, [mara, jonas], async () =>
    {
        await company.WritesAsync("Grace", "My suitcase stands at the lighthouse.");
        await company.WritesAsync("Ines", "Where is my refund?");
        await mara.GoToAsync("Grace");
        await WhatNobodyKnowsOfWasDoneOtherwiseAsync();
        await WhatFailedIsSentAgainAsync();
        Assert.Empty(mara.Complaints);
        Assert.Empty(jonas.Complaints);
    });

    private async Task WhatNobodyKnowsOfWasDoneOtherwiseAsync()
    {
        using var isElsewhere = new ManualResetEventSlim();
        company.PayerAnswers = _ =>
        {
            isElsewhere.Wait();
            return 0;
        };
        await GiveAsync("30");
        await mara.GoToAsync("Ines");
        isElsewhere.Set();
        await mara.IsToldAsync("What you gave Grace may not have been carried out", andOpensIt: true);
        await Expect(Bar(mara)).ToContainTextAsync("Given, and nobody knows whether it was carried out: €30 (refund).");
        company.PayerAnswers = static _ => StatusCodes.Status200OK;
        await mara.Button("It was done otherwise").ClickAsync();
        await Expect(Bar(mara)).ToHaveCountAsync(0);
        Assert.False(company.HasPayment, "What a person says was done is not paid out again.");
    }

    private async Task WhatFailedIsSentAgainAsync()
    {
        company.PayerAnswers = static _ => StatusCodes.Status400BadRequest;
        await GiveAsync("20");
        await Expect(Bar(mara)).ToContainTextAsync("Given, but not carried out: €20 (refund).");
        await jonas.GoToAsync("Grace");
        await Expect(Bar(jonas)).ToContainTextAsync("Given, but not carried out: €20 (refund).");
        Assert.False(company.HasPayment, "Nothing is paid out before somebody says so.");

        company.PayerAnswers = static _ => StatusCodes.Status200OK;
        await mara.Button("Send it again").ClickAsync();
        Assert.Equal(2000, (int)(await company.NextPaymentAsync())["amount"]!);
        await Expect(Bar(mara)).ToHaveCountAsync(0);
        await jonas.Page.ReloadAsync();
        await Expect(jonas.Thread).ToContainTextAsync("Mara gave €20");
        await Expect(Bar(jonas)).ToHaveCountAsync(0);
    }

    private async Task GiveAsync(string amount)
    {
        await mara.Page.Keyboard.PressAsync("Escape");
        await mara.Page.Keyboard.PressAsync("v");
        await mara.Page.GetByLabel("How much, in EUR").FillAsync(amount);
        await mara.Page.GetByLabel("Why", new PageGetByLabelOptions { Exact = true }).FillAsync("It came three days late.");
        await mara.Button($"Give €{amount}").ClickAsync();
        await Expect(mara.Page.GetByText($"Given: €{amount}, refund")).ToBeVisibleAsync();
        await mara.Button("Close").Last.ClickAsync();
    }

    private static ILocator Bar(Desk desk) => desk.Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Given and not carried out" });
}
