using System.Collections.Immutable;
using System.Text;
using Conversations.Channels.Webhook;
using Conversations.Contracts.Ports;

namespace Conversations.Channels.Tests.Webhook;

public sealed class StandardWebhooksTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string OldSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string NewSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static readonly DateTimeOffset SignedAt = DateTimeOffset.FromUnixTimeSeconds(1614265330);
    private static readonly byte[] Body = "{\"test\": 2432232314}"u8.ToArray();
    private const string Known = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Fact]
    public void A_known_vector_is_signed_as_others_sign_it() => Assert.Equal(Known, StandardWebhooks.Sign(Secrets(OldSecret), Id, SignedAt, Body));

    [Fact]
    public void Bytes_that_are_no_text_are_signed_as_bytes() => Assert.Equal(
        "v1,xqEAHBNBtavKdobr+mwBy7s6sins3IM4qX9dcgL9LnU=",
        StandardWebhooks.Sign(
            Secrets(NewSecret), "m-1", DateTimeOffset.FromUnixTimeSeconds(1795341600), [.. Encoding.UTF8.GetBytes("{\"text\":\"Grüße \U0001F600\"}"), 0xFF, 0x00]));

    [Fact]
    public void A_known_vector_verifies() => Assert.Equal(SignatureCheck.Valid, Verify(Known));

    [Fact]
    public void A_rotation_signs_with_every_secret_and_either_verifies()
    {
        var header = StandardWebhooks.Sign(Secrets(NewSecret, OldSecret), Id, SignedAt, Body)!;

        Assert.Equal(2, header.Split(' ').Length);
        Assert.Equal(SignatureCheck.Valid, Verify(header, Secrets(OldSecret)));
        Assert.Equal(SignatureCheck.Valid, Verify(header, Secrets(NewSecret)));
    }

    [Fact]
    public void Any_secret_of_a_rotation_is_good() => Assert.Equal(SignatureCheck.Valid, Verify(Known, Secrets(NewSecret, OldSecret)));

    [Fact]
    public void A_broken_secret_does_not_hide_the_good_one() => Assert.Equal(SignatureCheck.Valid, Verify(Known, Secrets("whsec_broken", OldSecret)));

    [Fact]
    public void The_tenth_signature_counts() => Assert.Equal(SignatureCheck.Valid, Verify(string.Concat(Enumerable.Repeat(Wrong + " ", 9)) + Known));

    [Fact]
    public void Eleven_signatures_are_refused() => Assert.Equal(SignatureCheck.NoMatch, Verify(Known + string.Concat(Enumerable.Repeat(" " + Wrong, 10))));

    [Fact]
    public void Other_versions_are_passed_over() => Assert.Equal(SignatureCheck.Valid, Verify("v1a,AAAA v2," + Known[3..] + "  " + Known));

    [Theory]
    [InlineData(-300, SignatureCheck.Valid)]
    [InlineData(300, SignatureCheck.Valid)]
    [InlineData(-301, SignatureCheck.OutOfTime)]
    [InlineData(301, SignatureCheck.OutOfTime)]
    public void Five_minutes_either_way_are_in_time(int secondsOff, SignatureCheck expected) =>
        Assert.Equal(expected, Verify(Known, now: SignedAt.AddSeconds(secondsOff)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_missing_header_is_refused(string? missing)
    {
        var timestamp = StandardWebhooks.TimestampOf(SignedAt);
        Assert.Equal(SignatureCheck.Missing, StandardWebhooks.Verify(Secrets(OldSecret), new WebhookSignature(missing, timestamp, Known), Body, SignedAt));
        Assert.Equal(SignatureCheck.Missing, StandardWebhooks.Verify(Secrets(OldSecret), new WebhookSignature(Id, missing, Known), Body, SignedAt));
        Assert.Equal(SignatureCheck.Missing, StandardWebhooks.Verify(Secrets(OldSecret), new WebhookSignature(Id, timestamp, missing), Body, SignedAt));
    }

    [Theory]
    [InlineData("now")]
    [InlineData("-1614265330")]
    [InlineData("+1614265330")]
    [InlineData("1614265330.0")]
    [InlineData(" 1614265330")]
    [InlineData("0x60377532")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999999")]
    [InlineData("1614265330000")]
    public void An_odd_timestamp_is_out_of_time(string timestamp) => Assert.Equal(
        SignatureCheck.OutOfTime, StandardWebhooks.Verify(Secrets(OldSecret), new WebhookSignature(Id, timestamp, Known), Body, SignedAt));

    [Theory]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,")]
    [InlineData("v1")]
    [InlineData("v1,!!!!")]
    [InlineData("v1, g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,AAAA")]
    [InlineData("V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData(" ")]
    public void An_odd_signature_does_not_match(string header) => Assert.Equal(SignatureCheck.NoMatch, Verify(header));

    [Fact]
    public void Every_bit_of_body_id_time_and_secret_counts()
    {
        Assert.Equal(SignatureCheck.NoMatch, StandardWebhooks.Verify(Secrets(OldSecret), Signature(Known), [.. Body, (byte)' '], SignedAt));
        Assert.Equal(SignatureCheck.NoMatch, StandardWebhooks.Verify(Secrets(OldSecret), Signature(Known) with { Id = Id + "x" }, Body, SignedAt));
        Assert.Equal(SignatureCheck.NoMatch, StandardWebhooks.Verify(Secrets(OldSecret), Signature(Known) with { Timestamp = "1614265331" }, Body, SignedAt));
        Assert.Equal(SignatureCheck.NoMatch, Verify(Known, Secrets(NewSecret)));
    }

    [Fact]
    public void A_channel_without_secrets_is_closed()
    {
        Assert.Equal(SignatureCheck.NoMatch, Verify(Known, []));
        Assert.Equal(SignatureCheck.NoMatch, Verify(Known, default(ImmutableArray<ChannelSecret>)));
        Assert.Null(StandardWebhooks.Sign([], Id, SignedAt, Body));
    }

    [Fact]
    public void An_endless_id_is_refused() => Assert.Equal(
        SignatureCheck.Missing, StandardWebhooks.Verify(Secrets(OldSecret), Signature(Known) with { Id = new string('x', 257) }, Body, SignedAt));

    [Fact]
    public void A_new_secret_holds_the_random_bytes_it_was_given()
    {
        var secret = StandardWebhooks.NewSecret(bytes =>
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)i;
            }
        });

        Assert.Equal(NewSecret, secret);
        Assert.True(StandardWebhooks.IsSecret(secret));
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_secret_has_24_to_64_bytes(int bytes, bool expected) =>
        Assert.Equal(expected, StandardWebhooks.IsSecret("whsec_" + Convert.ToBase64String(new byte[bytes])));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjU PD8ILPZIo2LaLaSw")]
    public void Odd_secrets_are_none(string? secret) => Assert.False(StandardWebhooks.IsSecret(secret));

    private const string Wrong = "v1,AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static WebhookSignature Signature(string header) => new(Id, "1614265330", header);

    private static SignatureCheck Verify(string header, ImmutableArray<ChannelSecret>? secrets = null, DateTimeOffset? now = null) =>
        StandardWebhooks.Verify(secrets ?? Secrets(OldSecret), Signature(header), Body, now ?? SignedAt);

    private static ImmutableArray<ChannelSecret> Secrets(params string[] values) => [.. values.Select((v, i) => new ChannelSecret("s" + i, v, SignedAt))];
}
