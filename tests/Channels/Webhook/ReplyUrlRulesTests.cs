using System.Net;
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

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2001:200::1")]
    [InlineData("2a00:1450:4001::1")]
    public void The_open_internet_is_public(string address) => Assert.True(PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.0")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.0")]
    [InlineData("100.100.100.200")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.255")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.0")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::1.1.1.1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("2001:2::1")]
    [InlineData("2001:20::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Everything_else_is_not(string address) => Assert.False(PublicAddresses.Contains(IPAddress.Parse(address)));
}
