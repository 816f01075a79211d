using System.Text.Json;
using Conversations.Load.Options;
using Conversations.Load.Plan;
using Conversations.Load.Wire;

namespace Conversations.Load.Tests;

public sealed class ScheduleTests
{
    private static readonly Profile Smoke = Profile.Find("smoke")!;

    [Fact]
    public void The_same_seed_makes_the_same_posts_byte_for_byte() => Assert.Equal(Spelled(42), Spelled(42));

    [Fact]
    public void Another_seed_makes_other_posts() => Assert.NotEqual(Spelled(42), Spelled(43));

    [Fact]
    public void The_numbers_of_a_seed_never_change()
    {
        var dice = new Dice(1);
        Assert.Equal([0x910A2DEC89025CC1UL, 0xBEEB8DA1658EEC67UL, 0xF893A2EEFB32555EUL], [dice.Roll(), dice.Roll(), dice.Roll()]);
    }

    [Fact]
    public void A_smoke_run_has_arrays_repeats_malformed_items_and_a_hot_thread()
    {
        var posts = Schedule.Create(Smoke, 1, "tag", 2);
        var fresh = posts.Where(post => post.Kind == PostKind.Fresh).ToArray();

        Assert.InRange(fresh.Length, 700, 900);
        Assert.InRange((posts.Length - fresh.Length) / (double)fresh.Length, 0.07, 0.13);
        Assert.Contains(posts, post => post.Kind == PostKind.ConcurrentRepeat);
        Assert.InRange(fresh.Count(post => post.Items.Any(item => item.Thread is null)), 8, 40);
        Assert.InRange(fresh.Count(post => post.IsArray) / (double)fresh.Length, 0.06, 0.14);
        Assert.True(fresh.SelectMany(post => post.Items).GroupBy(item => item.Thread).Max(thread => thread.Count()) > 60);
        Assert.True(posts.Zip(posts.Skip(1)).All(pair => pair.First.Due <= pair.Second.Due));
    }

    [Fact]
    public void Ids_are_unique_and_a_thread_stays_on_its_channel()
    {
        var items = Schedule.Create(Smoke, 3, "tag", 2).Where(post => post.Kind == PostKind.Fresh).SelectMany(post => post.Items).ToArray();

        Assert.Equal(items.Length, items.Select(item => item.Id).Distinct().Count());
        Assert.All(items.Where(item => item.Thread is not null).GroupBy(item => item.Thread), thread => Assert.Single(thread.Select(item => item.Channel).Distinct()));
    }

    [Fact]
    public void Every_body_is_json_though_texts_hold_lone_surrogates_and_nul()
    {
        foreach (var post in Schedule.Create(Smoke, 5, "tag", 2))
        {
            Assert.Equal(post.IsArray ? JsonValueKind.Array : JsonValueKind.Object, JsonElement.Parse(WebhookBody.Of(post, "")).ValueKind);
        }
    }

    [Fact]
    public void What_must_be_stored_has_replacement_characters()
    {
        // Not as test data: attributes are kept as UTF-8, which holds no lone surrogate.
        Assert.Equal("nul\uFFFDx", Phrases.AsStored("nul\0x"));
        Assert.Equal("a\uFFFDb", Phrases.AsStored("a\uD800b"));
        Assert.Equal("a\uFFFD", Phrases.AsStored("a\uDC00"));
        Assert.Equal("\uD83C\uDFB8 \uFFFD", Phrases.AsStored("\uD83C\uDFB8 \uD83C"));
    }

    private static string Spelled(ulong seed) =>
        string.Join('\n', Schedule.Create(Smoke, seed, "tag", 2).Select(post => $"{post.Number} {post.Due} {post.Kind} {Convert.ToBase64String(WebhookBody.Of(post, ""))}"));
}
