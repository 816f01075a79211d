using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Xunit;

namespace Conversations.Testing.StoreSuite;

/// <summary>Settings, credentials, secrets, quarantine, deadlines: the small tables.</summary>
public abstract class RowsSuite : StoreSuite
{
    private static readonly DateTimeOffset Now = Sample.Now;
    private static readonly EmployeeId Someone = new("employee-1");

    [Fact]
    public async Task Settings_are_written_under_the_etag_that_was_read()
    {
        Assert.Null(await Store.Settings.ReadAsync("channel", "1", Ct));
        var first = await Store.Settings.WriteAsync("channel", "1", null, "{}", Ct);
        Assert.NotNull(first);
        Assert.Null(await Store.Settings.WriteAsync("channel", "1", null, "{}", Ct));
        var second = await Store.Settings.WriteAsync("channel", "1", first, """{"a":1}""", Ct);
        Assert.NotNull(second);
        Assert.Null(await Store.Settings.WriteAsync("channel", "1", first, "{}", Ct));
        Assert.Equal(new SettingsRow("channel", "1", second, """{"a":1}"""), await Store.Settings.ReadAsync("channel", "1", Ct));
        Assert.False(await Store.Settings.ClearAsync("channel", "1", first, Ct));
        Assert.False(await Store.Settings.ClearAsync("channel", "1", null, Ct));
        Assert.True(await Store.Settings.ClearAsync("channel", "1", second, Ct));
        Assert.True(await Store.Settings.ClearAsync("channel", "1", null, Ct));
        Assert.Null(await Store.Settings.ReadAsync("channel", "1", Ct));
    }

    [Fact]
    public async Task Of_many_writers_with_one_etag_exactly_one_wins()
    {
        var other = await OpenAnotherAsync();
        foreach (var isFirst in new[] { true, false })
        {
            var etag = isFirst ? null : (await Store.Settings.ReadAsync("queue", "1", Ct))!.Etag;
            var written = await Task.WhenAll(Enumerable.Range(0, 32).Select(async i =>
                await (i % 2 == 0 ? Store : other).Settings.WriteAsync("queue", "1", etag, $$"""{"n":{{i}}}""", Ct)));
            Assert.Single(written, e => e is not null);
        }
    }

    [Fact]
    public async Task Settings_are_listed_by_kind_in_pages()
    {
        foreach (var id in new[] { "b", "a", "d", "c" })
        {
            await Store.Settings.WriteAsync("queue", id, null, "{}", Ct);
        }

        await Store.Settings.WriteAsync("other", "x", null, "{}", Ct);

        Assert.Equal(["a", "b", "c"], (await Store.Settings.ListAsync("queue", null, 3, Ct)).Select(r => r.Id));
        Assert.Equal(["d"], (await Store.Settings.ListAsync("queue", "c", 3, Ct)).Select(r => r.Id));
    }

    [Fact]
    public async Task An_api_key_is_found_by_its_hash_and_revoked_once_for_all()
    {
        var key = new ApiKeyRow("hash", "ck_12", Someone, "Bot", Now, Now.AddDays(1), null);
        await Store.Credentials.AddApiKeyAsync(key, Ct);

        Assert.Equal(key, await Store.Credentials.FindApiKeyAsync("hash", Ct));
        Assert.Null(await Store.Credentials.FindApiKeyAsync("other", Ct));
        Assert.True(await Store.Credentials.RevokeApiKeyAsync("hash", Now.AddHours(1), Ct));
        Assert.True(await Store.Credentials.RevokeApiKeyAsync("hash", Now.AddHours(2), Ct));
        Assert.False(await Store.Credentials.RevokeApiKeyAsync("other", Now, Ct));
        Assert.Equal([key with { RevokedAt = Now.AddHours(1) }], await Store.Credentials.ListApiKeysAsync(Ct));
    }

    [Fact]
    public async Task A_sign_in_is_put_and_found_and_an_email_belongs_to_one_employee()
    {
        var signIn = new SignInRow(Someone, "ana@example.org", "hash", "stamp-1", false);
        Assert.True(await Store.Credentials.PutSignInAsync(signIn, Ct));
        Assert.True(await Store.Credentials.PutSignInAsync(signIn with { Stamp = "stamp-2", Disabled = true, PasswordHash = null }, Ct));
        Assert.False(await Store.Credentials.PutSignInAsync(signIn with { Employee = new EmployeeId("employee-2") }, Ct));

        var expected = signIn with { Stamp = "stamp-2", Disabled = true, PasswordHash = null };
        Assert.Equal(expected, await Store.Credentials.FindSignInByEmailAsync("ana@example.org", Ct));
        Assert.Equal(expected, await Store.Credentials.FindSignInAsync(Someone, Ct));
        Assert.Null(await Store.Credentials.FindSignInAsync(new EmployeeId("employee-2"), Ct));
        Assert.True(await Store.Credentials.PutSignInAsync(expected with { Email = "other@example.org" }, Ct));
        Assert.True(await Store.Credentials.PutSignInAsync(signIn with { Employee = new EmployeeId("employee-2") }, Ct));
    }

    [Fact]
    public async Task A_link_is_used_once_even_by_sixty_four_at_once()
    {
        var other = await OpenAnotherAsync();
        await Store.Credentials.AddLinkAsync("token", Someone, Now.AddMinutes(5), Ct);
        await Store.Credentials.AddLinkAsync("late", Someone, Now, Ct);

        var uses = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i => await (i % 2 == 0 ? Store : other).Credentials.UseLinkAsync("token", Now, Ct)));

        Assert.Equal(new LinkUse(LinkOutcome.Granted, Someone), Assert.Single(uses, u => u.Outcome == LinkOutcome.Granted));
        Assert.Equal(63, uses.Count(u => u == new LinkUse(LinkOutcome.Used, null)));
        Assert.Equal(new LinkUse(LinkOutcome.Expired, null), await Store.Credentials.UseLinkAsync("late", Now, Ct));
        Assert.Equal(new LinkUse(LinkOutcome.Unknown, null), await Store.Credentials.UseLinkAsync("never", Now, Ct));
    }

    [Fact]
    public async Task Data_protection_keys_are_kept_by_name()
    {
        await Store.Credentials.AddDataProtectionKeyAsync("b", "<b/>", Ct);
        await Store.Credentials.AddDataProtectionKeyAsync("a", "<a/>", Ct);
        await Store.Credentials.AddDataProtectionKeyAsync("a", "<a2/>", Ct);

        Assert.Equal(["<a2/>", "<b/>"], await Store.Credentials.ListDataProtectionKeysAsync(Ct));
    }

    [Fact]
    public async Task A_secret_is_made_once_whoever_asks_first()
    {
        var other = await OpenAnotherAsync();

        var values = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i => await (i % 2 == 0 ? Store : other).Store.GetOrAddSecretAsync("s", () => $"made-{i}", Ct)));

        Assert.Single(values.Distinct());
        Assert.Equal(values[0], await Store.Store.GetOrAddSecretAsync("s", () => "late", Ct));
    }

    [Fact]
    public async Task Quarantined_items_are_kept_raw_and_listed_newest_first()
    {
        static byte[] Raw(int number) => [0, 255, (byte)'{', 0, (byte)number];
        await Store.Quarantine.AddAsync([.. Enumerable.Range(1, 250).Select(i => new QuarantineRow(0, Sample.Channel, i % 2 == 0 ? null : $"m-{i}", "no-text", Raw(i), Now.AddSeconds(i)))], Ct);

        var newest = await Store.Quarantine.ListAsync(null, 3, Ct);
        Assert.Equal([250, 249, 248], newest.Select(r => (int)(r.At - Now).TotalSeconds));
        Assert.Equal(Raw(250), newest[0].Raw);
        Assert.Equal((null, "m-249", "no-text", Sample.Channel), (newest[0].ExternalId, newest[1].ExternalId, newest[1].Reason, newest[1].Channel));
        Assert.Equal(247, (await Store.Quarantine.ListAsync(newest[2].Id, 1000, Ct)).Length);
    }

    [Fact]
    public async Task An_item_that_comes_again_is_quarantined_once()
    {
        QuarantineRow Item(string raw, ChannelId channel) => new(0, channel, null, "no-text", System.Text.Encoding.UTF8.GetBytes(raw), Now);
        var other = new ChannelId("channel-2");
        await Store.Quarantine.AddAsync([Item("5", Sample.Channel), Item("[]", Sample.Channel), Item("5", Sample.Channel)], Ct);

        await Store.Quarantine.AddAsync([Item("[]", Sample.Channel), Item("6", Sample.Channel), Item("5", Sample.Channel), Item("5", other)], Ct);
        await Store.Quarantine.AddAsync([Item("5", Sample.Channel)], Ct);

        Assert.Equal(
            [(Sample.Channel, "5"), (Sample.Channel, "[]"), (Sample.Channel, "6"), (other, "5")],
            (await Store.Quarantine.ListAsync(null, 100, Ct)).Reverse().Select(row => (row.Channel, System.Text.Encoding.UTF8.GetString(row.Raw))));
    }

    [Fact]
    public async Task A_quarantined_item_is_found_and_removed_once()
    {
        await Store.Quarantine.AddAsync([new QuarantineRow(0, Sample.Channel, "m-1", "no-text", [1], Now), new QuarantineRow(0, Sample.Channel, null, "no-text", [2], Now)], Ct);
        var listed = await Store.Quarantine.ListAsync(null, 10, Ct);

        var found = await Store.Quarantine.FindAsync(listed[0].Id, Ct);
        Assert.Equal([2], found!.Raw);
        Assert.Equal((null, "no-text"), (found.ExternalId, found.Reason));
        await Store.Quarantine.RemoveAsync(found.Id, Ct);
        await Store.Quarantine.RemoveAsync(found.Id, Ct);

        Assert.Null(await Store.Quarantine.FindAsync(found.Id, Ct));
        Assert.Equal("m-1", Assert.Single(await Store.Quarantine.ListAsync(null, 10, Ct)).ExternalId);
    }

    [Fact]
    public async Task Deadlines_are_set_moved_and_cleared_by_appends_and_read_by_shard()
    {
        var stream = Sample.Stream(1);
        var shard = TextHash.SchedulerShard(stream);
        await MustAppendAsync(Sample.Quiet(stream, 0) with
        {
            Deadlines = [new("lease", 1, Now.AddMinutes(3)), new("snooze", 1, Now.AddMinutes(1)), new("close", 1, Now), new("close", 2, null)],
        });
        Assert.Equal(
            [new DeadlineRow(stream, "snooze", 1, Now.AddMinutes(1)), new DeadlineRow(stream, "lease", 1, Now.AddMinutes(3))],
            await Store.Deadlines.ReadAsync(shard, Now.AddMinutes(3), 10, Ct));
        Assert.Empty(await Store.Deadlines.ReadAsync((shard + 1) % Limits.SchedulerShards, Now.AddDays(1), 10, Ct));

        await MustAppendAsync(Sample.Quiet(stream, 1) with { Deadlines = [new("lease", 2, Now.AddMinutes(5)), new("snooze", 2, null)] });
        Assert.Equal([new DeadlineRow(stream, "lease", 2, Now.AddMinutes(5))], await Store.Deadlines.ReadAsync(shard, Now.AddDays(1), 10, Ct));
        Assert.Empty(await Store.Deadlines.ReadAsync(shard, Now.AddMinutes(4), 10, Ct));
    }

    [Fact]
    public async Task A_started_store_is_reachable_and_says_what_it_is()
    {
        Assert.True(await Store.Store.IsReachableAsync(Ct));
        Assert.NotEmpty(Store.Store.Describe);
        Assert.DoesNotContain("assword", Store.Store.Describe);
    }
}
