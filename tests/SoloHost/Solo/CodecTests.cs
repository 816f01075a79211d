using Conversations.HostTests.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using SoloHost;
using SoloHost.Codecs;
using SoloHost.Simulated;

namespace Conversations.HostTests.Solo;

[GenerateSerializer, Alias("host-tests.Version1")]
public sealed record Version1
{
    [Id(0)]
    public required string Name { get; init; }

    [Id(5)]
    public int Count { get; init; } = 3;
}

[GenerateSerializer, Alias("host-tests.Version2")]
public sealed record Version2
{
    [Id(0)]
    public required string Name { get; init; }

    [Id(7)]
    public Leaf? Leaf { get; init; }

    [Id(8)]
    public List<double> Numbers { get; init; } = [];
}

[GenerateSerializer, Alias("host-tests.Chain")]
public sealed class Chain
{
    [Id(0)]
    public Chain? Next { get; set; }
}

public sealed class UnmarkedException(string message) : Exception(message);

public interface IRiskyGrain : IGrainWithStringKey
{
    Task FailUnmarked();

    Task<IRiskyGrain> GiveMyself();
}

public sealed class RiskyGrain : Grain, IRiskyGrain
{
    public Task FailUnmarked() => throw new UnmarkedException("lost");

    public Task<IRiskyGrain> GiveMyself() => Task.FromResult<IRiskyGrain>(this);
}

public sealed class CodecTests : IDisposable
{
    private readonly SimulatedCluster _cluster = new(1);

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void A_reader_skips_members_it_does_not_know_and_keeps_what_it_has_for_those_that_are_missing()
    {
        var newer = new Version2 { Name = "n", Leaf = new Leaf { Name = "leaf", Numbers = [1, 2] }, Numbers = [0.5] };

        var older = Convert<Version2, Version1>(newer);

        Assert.Equal(("n", 3), (older.Name, older.Count));
        Assert.Empty(Convert<Version1, Version2>(older).Numbers);
    }

    [Fact]
    public void A_cycle_ends_in_an_exception()
    {
        var chain = new Chain();
        chain.Next = chain;

        Assert.Throws<CodecException>(() => Convert<Chain, Chain>(chain));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Bytes_that_end_too_early_end_in_an_exception(int left)
    {
        using var writer = CodecSession.Rent();
        Codec<Version1>.Instance.Write(writer, new Version1 { Name = "name" });
        var bytes = writer.Written[..left].ToArray();

        Assert.Throws<CodecException>(() => Read<Version1>(bytes));
    }

    [Fact]
    public void No_bytes_make_the_reader_do_anything_but_read_or_refuse()
    {
        var random = new SimulatedRandom(99);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(40)];
            for (var index = 0; index < bytes.Length; index++)
            {
                bytes[index] = (byte)random.Next(random.Chance(0.5) ? 8 : 256);
            }

            var failure = Record.Exception(() => Read<Mixture>(bytes));
            Assert.True(
                failure is null or CodecException or ArgumentException or OverflowException or FormatException, $"Round {round}: {failure}");
        }
    }

    [Fact]
    public async Task An_exception_of_the_application_without_a_codec_does_not_cross_a_call()
    {
        await using var cluster = await Cluster.Start();

        var error = await Assert.ThrowsAsync<CodecException>(() => cluster.Grains.GetGrain<IRiskyGrain>("one").FailUnmarked());

        Assert.Contains(nameof(UnmarkedException), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_grain_itself_cannot_be_sent_only_a_reference_to_it(bool serializes)
    {
        await using var cluster = await Cluster.Start(silo => silo.Services.PostConfigure<SoloOptions>(options => options.SerializeEveryCall = serializes));

        var error = await Assert.ThrowsAsync<CodecException>(() => cluster.Grains.GetGrain<IRiskyGrain>("one").GiveMyself());

        Assert.Contains("AsReference", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inside_the_process_what_is_marked_immutable_is_shared_even_if_it_is_not()
    {
        await using var cluster = await Cluster.Start(silo => silo.Services.PostConfigure<SoloOptions>(options => options.SerializeEveryCall = false));
        var grain = cluster.Grains.GetGrain<ICarrierGrain>("one");
        var mine = new Basket { Things = { "apple" } };
        var marked = new SealedBasket { Things = ["apple"] };

        await grain.Keep(mine);
        await grain.KeepSealed(marked);
        mine.Things.Add("pear");
        marked.Things.Add("pear");

        Assert.Equal((1, 2), (await grain.Kept(), await grain.KeptSealed()));
    }

    private TTo Convert<TFrom, TTo>(TFrom value)
    {
        using var writer = CodecSession.Rent();
        Codec<TFrom>.Instance.Write(writer, value);
        return Read<TTo>(writer.Written.ToArray());
    }

    private T Read<T>(byte[] bytes)
    {
        var reader = new CodecReader(bytes, _cluster.Outside.Node.Codecs);
        return Codec<T>.Instance.Read(ref reader);
    }
}
