using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Delivery;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Grains;
using Conversations.Grains.Gestures;
using Conversations.Simulation.World;
using Conversations.Store.GrainState;
using Conversations.Testing.MemoryStore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using SoloHost.Simulated;

namespace Conversations.Simulation.Delivery;

/// <summary>The delivery of one channel, with nothing beside it: no sweep comes by, so what it does not do itself stays undone.</summary>
public sealed class DeliveryGrainTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ConversationIds Ids = new("a secret of this test"u8.ToArray());
    private readonly MemoryDatabase _database = new();
    private readonly GatedMouth _mouth = new(Company.Keyed);
    private readonly GatedMouth _payer = new("webhook");
    private readonly List<DeliveryReport> _reports = [];
    private readonly SimulatedCluster _cluster;
    private CountedOutbox _outbox = null!;
    private int _orders;

    public DeliveryGrainTests()
    {
        // Steps are few in truth: a loop that never rests ends the run.
        _cluster = new SimulatedCluster(1, new SimulatedOptions { TravelMax = TimeSpan.Zero, StepsMax = 20_000 });
        _cluster.AddSilo("silo", Configure);
        _cluster.Complete(() => Company.MakeAsync(_cluster.Outside.Grains), Minute);
    }

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void A_reply_that_stands_behind_another_is_waited_for_and_not_asked_for_again_and_again()
    {
        var first = Reply("t-1");
        var second = Reply("t-1");
        Poke();
        var claims = _outbox.Claims;
        Assert.Equal([first], _mouth.Asked);

        _cluster.RunFor(TimeSpan.FromSeconds(30));
        Assert.Equal(claims, _outbox.Claims);

        Answer(first);
        _cluster.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal([first, second], _mouth.Asked);
    }

    [Fact]
    public void A_send_that_outlives_its_activation_is_recorded_and_begins_no_other()
    {
        var first = Reply("t-1");
        Poke();
        var second = Reply("t-2");
        _cluster.Move(Grain.GetGrainId());
        _cluster.RunFor(TimeSpan.FromSeconds(1));
        var claims = _outbox.Claims;

        Answer(first);
        _cluster.RunFor(TimeSpan.FromSeconds(30));

        Assert.Equal(DeliveryStates.Sent, _database.Outbox.Find(first)!.State);
        Assert.Equal(DeliveryStates.Pending, _database.Outbox.Find(second)!.State);
        Assert.Equal(claims, _outbox.Claims);
        Poke();
        Assert.Equal([first, second], _mouth.Asked);
    }

    [Fact]
    public void A_late_copy_of_how_the_first_send_failed_does_not_end_the_one_a_person_asked_for_since()
    {
        var reply = Reply("t-1");
        Poke();
        Answer(reply, new SendOutcome.Refused("http-400"));
        Execute("t-1", new RetryReply { Id = NextId(), ReplyId = reply });
        Poke();
        Assert.False(_cluster.Complete(() => Of("t-1").RecordDelivery(Assert.Single(_reports)), Minute));
        Assert.Equal(DeliveryStates.Sending, _database.Outbox.Find(reply)!.State);
        Answer(reply);
        Assert.Equal(DeliveryStates.Sent, _database.Outbox.Find(reply)!.State);
    }

    [Fact]
    public void A_late_copy_of_how_the_first_fulfilment_failed_does_not_end_the_one_a_person_asked_for_since()
    {
        Reply("t-1");
        var gesture = NextId();
        var grain = _cluster.Outside.Grains.GetGrain<IGestureGrain>(GestureStreams.Of(gesture));
        Give(grain, gesture);
        Poke(Fulfilment.Channel);
        Answer(gesture, new SendOutcome.Refused("http-400"), _payer);
        Assert.Equal(FulfilmentStates.Failed, Look(grain).Fulfilment);
        As(Company.Employees[0], () => grain.Fulfil(NextId(), Id("t-1")));
        Poke(Fulfilment.Channel);
        Assert.False(_cluster.Complete(() => grain.RecordDelivery(Assert.Single(_reports)), Minute));
        Assert.Equal(FulfilmentStates.Pending, Look(grain).Fulfilment);
        Answer(gesture, mouth: _payer);
        Assert.Equal(FulfilmentStates.Sent, Look(grain).Fulfilment);
    }

    private static ConversationId Id(string thread) => Ids.Of(Company.Channels[0].Id, thread);

    private IConversationGrain Of(string thread) => _cluster.Outside.Grains.GetGrain<IConversationGrain>(Id(thread).Value);

    private Guid NextId() => new(++_orders, 0, 0, new byte[8]);

    private GestureView Look(IGestureGrain grain) => _cluster.Complete(grain.Get, Minute)!;

    private void Execute(string thread, ConversationCommand command) => Assert.Null(As(Company.Employees[0], () => Of(thread).Execute(command)).Rejection);

    /// <summary>An admin writes the policy, and an agent gives.</summary>
    private void Give(IGestureGrain grain, Guid gesture)
    {
        var policy = new PolicyOrder(NextId(), 0, """{"currency":"EUR","kinds":{"refund":{"perAction":100}}}""");
        As(Company.Employees[0] with { Role = Role.Admin }, () => _cluster.Outside.Grains.GetGrain<IGesturePolicyGrain>(IGesturePolicyGrain.Key).Put(policy));
        var order = new GiveOrder { Id = gesture, Conversation = Id("t-1"), Kind = GestureKinds.Refund, Amount = 10, Reason = "late" };
        Assert.Equal(GestureStates.Granted, As(Company.Employees[0], () => grain.Give(order)).Gesture!.Status);
    }

    private T As<T>(Caller caller, Func<Task<T>> call) => _cluster.Complete(
        () =>
        {
            Caller.Current = caller;
            return call();
        },
        Minute);

    private IDeliveryGrain Grain => _cluster.Outside.Grains.GetGrain<IDeliveryGrain>(Company.Channels[0].Id.Value);

    private void Poke() => Poke(Company.Channels[0].Id);

    private void Poke(ChannelId channel)
    {
        _cluster.Complete(_cluster.Outside.Grains.GetGrain<IDeliveryGrain>(channel.Value).Poke, Minute);
        _cluster.RunFor(TimeSpan.FromMilliseconds(1));
    }

    private void Answer(Guid reply, SendOutcome? outcome = null, GatedMouth? mouth = null)
    {
        _cluster.Complete(
            () =>
            {
                (mouth ?? _mouth).Answer(reply, outcome);
                return Task.CompletedTask;
            },
            Minute);
        _cluster.RunFor(TimeSpan.FromMilliseconds(1));
    }

    /// <summary>A customer writes, and is answered.</summary>
    private Guid Reply(string thread)
    {
        var channel = Company.Channels[0];
        var conversation = _cluster.Outside.Grains.GetGrain<IConversationGrain>(Ids.Of(channel.Id, thread).Value);
        var message = new InboundMessage
        {
            ExternalId = $"m-{++_orders}", Thread = thread, Visibility = Audiences.Private, Text = "hello", Sender = new CustomerView { Id = "u-1" },
        };
        var order = new Reply { Id = new Guid(_orders, 0, 0, new byte[8]), Text = "here to help", SeenSeq = 0, SendAnyway = true };
        _cluster.Complete(
            async () =>
            {
                await conversation.Receive(new ReceiveMessages { Channel = channel.Id, ChannelKind = channel.Kind, Queue = channel.Queue, Messages = [message] });
                Caller.Current = Company.Employees[0];
                Assert.Null((await conversation.Execute(order)).Rejection);
            },
            Minute);
        return order.Id;
    }

    private void Configure(ISiloBuilder silo)
    {
        var services = silo.Services;
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddMemoryStore(_database);
        var outbox = services.Single(service => service.ServiceType == typeof(IOutbox));
        services.Remove(outbox);
        services.AddSingleton<IOutbox>(provider => _outbox = new CountedOutbox((IOutbox)ActivatorUtilities.CreateInstance(provider, outbox.ImplementationType!)));
        services.AddConversationsGrains();
        services.AddSingleton<IRandomness>(new Halfway());
        services.AddSingleton<IChannelSender>(_mouth);
        services.AddSingleton<IChannelSender>(_payer);
        services.Configure<GestureOptions>(static options =>
            (options.FulfilmentUrl, options.FulfilmentSecret) = (new Uri("https://payer.example.org"), "whsec_" + Convert.ToBase64String(new byte[32])));
        silo.AddIncomingGrainCallFilter(call =>
        {
            if (call.Request.GetArgumentCount() == 1 && call.Request.GetArgument(0) is DeliveryReport { } report)
            {
                _reports.Add(report);
            }

            return call.Invoke();
        });
        silo.UseInMemoryReminderService().AddStoreGrainStorage();
    }
}
