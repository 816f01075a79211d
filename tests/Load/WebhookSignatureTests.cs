using System.Text;
using Conversations.Load.Wire;

namespace Conversations.Load.Tests;

public sealed class WebhookSignatureTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    /// <summary>What `openssl dgst -sha256 -mac HMAC` makes of "id.timestamp.body" with the secret's bytes.</summary>
    private const string Signed = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"test\": 2432232314}");
    private static readonly WebhookSignature Signature = new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(Timestamp);

    [Fact]
    public void A_body_is_signed_as_another_implementation_signs_it() => Assert.Equal(Signed, Signature.Sign(Id, Timestamp, Body));

    [Fact]
    public void One_right_signature_among_several_is_enough() => Assert.True(Signature.Verifies(Id, "1614265330", "v1,AAAA " + Signed, Body, Then));

    [Theory]
    [InlineData("msg_other", 0)]
    [InlineData(Id, 301)]
    [InlineData(Id, -301)]
    public void Another_id_or_a_far_time_does_not_verify(string id, int secondsLater) =>
        Assert.False(Signature.Verifies(id, "1614265330", Signed, Body, Then.AddSeconds(secondsLater)));

    [Fact]
    public void A_changed_byte_does_not_verify() => Assert.False(Signature.Verifies(Id, "1614265330", Signed, [.. Body, (byte)' '], Then));

    [Fact]
    public void A_secret_without_its_prefix_is_refused() => Assert.Throws<FormatException>(() => new WebhookSignature("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
}
