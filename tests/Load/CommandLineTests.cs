using Conversations.Load.Options;

namespace Conversations.Load.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("http://example.com")]
    [InlineData("http://10.0.0.5:8080")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("http://0.0.0.0:8080")]
    public void A_target_that_is_not_this_machine_is_refused(string target)
    {
        var refusal = Assert.Throws<FormatException>(() => Read("smoke", "--target", target, "--token", "k"));

        Assert.Contains("--i-own-this-target", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(new Uri(target), Read("smoke", "--target", target, "--token", "k", "--i-own-this-target").Target);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://127.8.9.10")]
    public void This_machine_is_a_target(string target) => Assert.Equal(new Uri(target), Read("smoke", "--target", target, "--token", "k").Target);

    [Theory]
    [InlineData("surge9", "--token", "k")]
    [InlineData("smoke")]
    [InlineData("smoke", "--token", "k", "--seconds", "0")]
    [InlineData("smoke", "--token", "k", "--rate", "999999")]
    [InlineData("smoke", "--token", "k", "--seed", "x")]
    [InlineData("smoke", "--token", "k", "--what")]
    [InlineData("smoke", "--token")]
    [InlineData("check", "--token", "k")]
    public void A_mistake_is_refused(params string[] args) => Assert.Throws<FormatException>(() => Read(args));

    [Fact]
    public void A_kill_run_takes_seconds_tokens_and_folders()
    {
        var options = Read("kill", "--seconds", "7", "--token", "a, b", "--ledger", "L", "--out", "O", "--no-check", "--channels-file", "F");

        Assert.Equal(TimeSpan.FromSeconds(7), options.Profile!.Load);
        Assert.Equal(["a", "b"], options.Tokens);
        Assert.Equal(("L", "O", "F", false), (options.Ledger, options.Out, options.ChannelsFile, options.Check));
    }

    private static RunOptions Read(params string[] args) => CommandLine.Read(args, _ => null, DateTimeOffset.UnixEpoch);
}
