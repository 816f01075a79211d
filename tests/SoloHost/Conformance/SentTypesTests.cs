using System.Collections.Immutable;
using Orleans;

namespace Conversations.HostTests.Conformance;

public enum Shade : byte
{
    Light = 1,
    Dark = 200,
}

[GenerateSerializer, Immutable, Alias("host-tests.Leaf")]
public sealed record Leaf
{
    [Id(0)]
    public required string Name { get; init; }

    [Id(3)]
    public ImmutableArray<int> Numbers { get; init; } = [];

    [Id(1)]
    public Leaf? Inner { get; init; }
}

[GenerateSerializer, Immutable, Alias("host-tests.Point")]
public sealed record Point(int X, long Y);

[GenerateSerializer, Immutable, Alias("host-tests.Shape")]
public abstract record Shape
{
    [Id(0)]
    public required string Color { get; init; }
}

[GenerateSerializer, Immutable, Alias("host-tests.Circle")]
public sealed record Circle : Shape
{
    [Id(0)]
    public required double Radius { get; init; }
}

[GenerateSerializer, Immutable, Alias("host-tests.Square")]
public sealed record Square : Shape
{
    [Id(0)]
    public required double Side { get; init; }

    [Id(1)]
    public DateTimeOffset? At { get; init; }
}

[GenerateSerializer, Alias("host-tests.Basket")]
public sealed class Basket
{
    [Id(0)]
    public List<string> Things { get; set; } = [];
}

[GenerateSerializer, Immutable, Alias("host-tests.SealedBasket")]
public sealed record SealedBasket
{
    [Id(0)]
    public required List<string> Things { get; init; }
}

[GenerateSerializer, Immutable, Alias("host-tests.Mixture")]
public sealed record Mixture
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required DateTimeOffset At { get; init; }

    [Id(2)]
    public required TimeSpan Span { get; init; }

    [Id(3)]
    public required Shade Shade { get; init; }

    [Id(4)]
    public required int? Maybe { get; init; }

    [Id(5)]
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    [Id(6)]
    public required ImmutableDictionary<string, Point> Points { get; init; }

    [Id(7)]
    public required ImmutableArray<Shape> Shapes { get; init; }

    [Id(8)]
    public required decimal Price { get; init; }

    [Id(9)]
    public required double Ratio { get; init; }

    [Id(10)]
    public string? Nothing { get; init; }

    [Id(11)]
    public required ImmutableArray<string?> Holes { get; init; }
}

public interface ICarrierGrain : IGrainWithStringKey
{
    Task<Mixture> Carry(Mixture mixture);

    Task<Leaf?> CarryLeaf(Leaf? leaf);

    ValueTask<Shape> CarryShape(Shape shape);

    ValueTask Nothing();

    Task<Basket> Keep(Basket basket);

    Task<int> Kept();

    Task KeepSealed(SealedBasket basket);

    Task<int> KeptSealed();

    Task<string> NameOf(ICarrierGrain other);

    Task<ICarrierGrain> Myself();

    Task<string> Join(byte a, sbyte b, short c, ushort d, int e, uint f, long g, ulong h, char i, bool j, float k, double l, decimal m);

    Task<byte[]> Turn(byte[] bytes);

    Task<bool> IsCancelled(CancellationToken cancellationToken);
}

public sealed class CarrierGrain : Grain, ICarrierGrain
{
    private Basket _kept = new();
    private SealedBasket _sealed = new() { Things = [] };

    public Task<Mixture> Carry(Mixture mixture) => Task.FromResult(mixture);

    public Task<Leaf?> CarryLeaf(Leaf? leaf) => Task.FromResult(leaf);

    public ValueTask<Shape> CarryShape(Shape shape) => ValueTask.FromResult(shape);

    public ValueTask Nothing() => ValueTask.CompletedTask;

    public Task<Basket> Keep(Basket basket)
    {
        _kept = basket;
        return Task.FromResult(_kept);
    }

    public Task<int> Kept() => Task.FromResult(_kept.Things.Count);

    public Task KeepSealed(SealedBasket basket)
    {
        _sealed = basket;
        return Task.CompletedTask;
    }

    public Task<int> KeptSealed() => Task.FromResult(_sealed.Things.Count);

    public async Task<string> NameOf(ICarrierGrain other)
    {
        await other.Nothing();
        return other.GetPrimaryKeyString();
    }

    public Task<ICarrierGrain> Myself() => Task.FromResult(this.AsReference<ICarrierGrain>());

    public Task<string> Join(byte a, sbyte b, short c, ushort d, int e, uint f, long g, ulong h, char i, bool j, float k, double l, decimal m) =>
        Task.FromResult(FormattableString.Invariant($"{a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k} {l} {m}"));

    public Task<byte[]> Turn(byte[] bytes) => Task.FromResult(bytes.Reverse().ToArray());

    public Task<bool> IsCancelled(CancellationToken cancellationToken) => Task.FromResult(cancellationToken.IsCancellationRequested);
}

public sealed class SentTypesTests
{
    [Fact]
    public async Task Every_type_of_the_subset_arrives_as_it_was_sent()
    {
        await using var cluster = await Cluster.Start();
        var sent = new Mixture
        {
            Id = new Guid("3a9f9f5e-3f0e-4f5c-8f11-0d7b2f6f6f01"),
            At = new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.FromHours(-5)),
            Span = TimeSpan.FromTicks(-12345),
            Shade = Shade.Dark,
            Maybe = null,
            Bytes = new byte[] { 1, 0, 255 },
            Points = ImmutableDictionary<string, Point>.Empty.Add("a", new Point(-1, long.MaxValue)).Add("b", new Point(int.MinValue, 0)),
            Shapes = [new Circle { Color = "red", Radius = 1.5 }, new Square { Color = "blue", Side = 2, At = DateTimeOffset.UnixEpoch }],
            Price = 123456789.0123m,
            Ratio = double.NaN,
            Holes = ["x", null, ""],
        };

        var got = await cluster.Grains.GetGrain<ICarrierGrain>("one").Carry(sent);

        Assert.Equal(sent with { Bytes = default, Points = got.Points, Shapes = got.Shapes, Holes = got.Holes }, got with { Bytes = default });
        Assert.Equal(sent.At.Offset, got.At.Offset);
        Assert.Equal(sent.Bytes.ToArray(), got.Bytes.ToArray());
        Assert.Equal(sent.Points, got.Points);
        Assert.Equal(sent.Shapes, got.Shapes);
        Assert.Equal(sent.Holes, got.Holes);
    }

    [Fact]
    public async Task Records_may_nest_and_may_be_null()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<ICarrierGrain>("one");

        var got = await grain.CarryLeaf(new Leaf { Name = "outer", Inner = new Leaf { Name = "inner", Numbers = [1, 2] } });

        Assert.Equal(("outer", "inner"), (got!.Name, got.Inner!.Name));
        Assert.Empty(got.Numbers);
        Assert.Equal([1, 2], got.Inner.Numbers);
        Assert.Null(await grain.CarryLeaf(null));
    }

    [Fact]
    public async Task A_derived_record_arrives_as_what_it_is()
    {
        await using var cluster = await Cluster.Start();
        Shape sent = new Circle { Color = "green", Radius = 3 };

        Assert.Equal(sent, await cluster.Grains.GetGrain<ICarrierGrain>("one").CarryShape(sent));
    }

    [Fact]
    public async Task What_may_change_is_copied_on_the_way_in_and_on_the_way_out()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<ICarrierGrain>("one");
        var mine = new Basket { Things = { "apple" } };

        var answer = await grain.Keep(mine);
        mine.Things.Add("pear");
        answer.Things.Add("plum");

        Assert.Equal(1, await grain.Kept());
    }

    [Fact]
    public async Task References_to_grains_can_be_sent_and_answered()
    {
        await using var cluster = await Cluster.Start();
        var one = cluster.Grains.GetGrain<ICarrierGrain>("one");

        Assert.Equal("two", await one.NameOf(cluster.Grains.GetGrain<ICarrierGrain>("two")));
        Assert.Equal(one, await one.Myself());
    }

    [Fact]
    public async Task Primitives_keep_their_values()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Grains.GetGrain<ICarrierGrain>("one");

        Assert.Equal(
            "255 -128 -32768 65535 -2147483648 4294967295 -9223372036854775808 18446744073709551615 x True 1.5 -2.5 3.25",
            await grain.Join(255, -128, short.MinValue, ushort.MaxValue, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue, 'x', true, 1.5f, -2.5, 3.25m));
        Assert.Equal([3, 2, 1], await grain.Turn([1, 2, 3]));
        Assert.False(await grain.IsCancelled(CancellationToken.None));
        await grain.Nothing();
    }
}
