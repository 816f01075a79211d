using Conversations.Channels.Webhook;

namespace Conversations.Channels.Tests.Webhook;

public sealed class ReplyUrlRulesTests
{
    [Theory]
    [InlineData("https://example.org")]
    [InlineData("https://example.org:443/a/b?c=d#e")]
    [InlineData("HTTPS://EXAMPLE.ORG/")]
    [InlineData("https://bücher.example/")]
    [InlineData("https://93.184.216.34/")]
    [InlineData("https://[2606:2800:220:1:248:1893:25c8:1946]/")]
    public void The_open_internet_is_fine(string url)
    {
        Assert.Null(ReplyUrlRules.Check(url, allowPrivate: false));
        Assert.Null(ReplyUrlRules.Check(url, allowPrivate: true));
    }

    [Theory]
    [InlineData("http://example.org/", ReplyUrlRules.NotHttps)]
    [InlineData("https://example.org:8443/", ReplyUrlRules.OtherPort)]
    [InlineData("https://example.org:80/", ReplyUrlRules.OtherPort)]
    [InlineData("https://localhost/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://LOCALHOST./", ReplyUrlRules.PrivateHost)]
    [InlineData("https://a.localhost/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://metadata.google.internal/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://printer.local/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://intranet/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://127.0.0.1/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://127.0.0.1./", ReplyUrlRules.PrivateHost)]
    [InlineData("https://127.1/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://2130706433/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://0x7f000001/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://0177.0.0.1/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://１２７.0.0.1/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://[::1]/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://[::ffff:10.0.0.1]/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://[fe80::1%25eth0]/", ReplyUrlRules.PrivateHost)]
    [InlineData("https://169.254.169.254/latest/meta-data", ReplyUrlRules.PrivateHost)]
    [InlineData("https://0/", ReplyUrlRules.PrivateHost)]
    public void What_leads_inside_needs_AllowPrivateReplyUrls(string url, string reason)
    {
        Assert.Equal(reason, ReplyUrlRules.Check(url, allowPrivate: false));
        Assert.Null(ReplyUrlRules.Check(url, allowPrivate: true));
    }

    [Theory]
    [InlineData(null, ReplyUrlRules.NotAUrl)]
    [InlineData("", ReplyUrlRules.NotAUrl)]
    [InlineData("example.org", ReplyUrlRules.NotAUrl)]
    [InlineData("//example.org/", ReplyUrlRules.NotAUrl)]
    [InlineData("/replies", ReplyUrlRules.NotAUrl)]
    [InlineData("https://", ReplyUrlRules.NotAUrl)]
    [InlineData("https:///x", ReplyUrlRules.NotAUrl)]
    [InlineData(" https://example.org/", ReplyUrlRules.NotAUrl)]
    [InlineData("https://example.org/\r\nX: y", ReplyUrlRules.NotAUrl)]
    [InlineData("https://example.org\\@127.0.0.1/", ReplyUrlRules.NotAUrl)]
    [InlineData("https://example.org:99999/", ReplyUrlRules.NotAUrl)]
    [InlineData("file:///etc/passwd", ReplyUrlRules.NotHttps)]
    [InlineData("ftp://example.org/", ReplyUrlRules.NotHttps)]
    [InlineData("gopher://example.org/", ReplyUrlRules.NotHttps)]
    [InlineData("javascript:alert(1)", ReplyUrlRules.NotAUrl)]
    [InlineData("https://user:pass@example.org/", ReplyUrlRules.HasUserInfo)]
    [InlineData("https://user@example.org/", ReplyUrlRules.HasUserInfo)]
    [InlineData("https://@example.org/", ReplyUrlRules.HasUserInfo)]
    public void What_is_no_plain_web_address_is_refused_always(string? url, string reason)
    {
        Assert.Equal(reason, ReplyUrlRules.Check(url, allowPrivate: false));
        Assert.Equal(reason, ReplyUrlRules.Check(url, allowPrivate: true));
    }

    [Fact]
    public void No_text_makes_the_check_throw()
    {
        var random = new Random(7);
        const string alphabet = "htps:/@.-[]%0x127ä\u00ad\u3002\u200dxn--a?#\ud83d\ude00 ";
        for (var run = 0; run < 50_000; run++)
        {
            var tail = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            var url = (random.Next(3) == 0 ? "" : "https://") + tail;
            var fault = Record.Exception(() => ReplyUrlRules.Check(url, allowPrivate: random.Next(2) == 0));
            Assert.True(fault is null, $"{url}: {fault}");
        }
    }

    [Fact]
    public void A_url_of_2_001_characters_is_refused()
    {
        Assert.Null(ReplyUrlRules.Check("https://example.org/" + new string('x', 1_980), allowPrivate: false));
        Assert.Equal(ReplyUrlRules.NotAUrl, ReplyUrlRules.Check("https://example.org/" + new string('x', 1_981), allowPrivate: false));
    }
}
