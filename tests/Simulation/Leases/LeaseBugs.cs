using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Orleans;

namespace Conversations.Simulation.Leases;

/// <summary>What is wrong with leases.</summary>
[Flags]
public enum LeaseBugs
{
    None = 0,

    /// <summary>A timer ends whatever lease is over, whoever's timer it is.</summary>
    TimerWithoutEpoch = 1,

    /// <summary>A timer is believed: nobody looks whether the lease it is for has ended.</summary>
    TimerWithoutEnd = 2,

    /// <summary>Once somebody of the open floor had it, each later owner is taken for one.</summary>
    FloorWithoutEpoch = 4,
}

/// <summary>Fires timers as a conversation would that lacks one or both of its two fences.</summary>
internal sealed class FaultyTimer(IJournal journal, LeaseBugs bugs) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not IConversationGrain conversation || context.InterfaceMethod.Name != nameof(IConversationGrain.Fire)
            || context.Request.GetArgument(0) is not DeadlineRow { Kind: DeadlineKinds.Lease } timer)
        {
            await context.Invoke();
            return;
        }

        var state = StateCodec.Read((await journal.ReadHeadAsync(timer.Stream, CancellationToken.None))!.State);
        if (!bugs.HasFlag(LeaseBugs.TimerWithoutEnd))
        {
            context.Request.SetArgument(0, timer with { Epoch = state.Epoch });
            await context.Invoke();
        }
        else if (state.Owner is { } owner && (state.Epoch == timer.Epoch || bugs.HasFlag(LeaseBugs.TimerWithoutEpoch)))
        {
            await conversation.GiveBackOfAbsent(owner, DateTimeOffset.MinValue);
        }
    }
}

/// <summary>Heads that say of any owner that she claimed on the floor, when somebody once did.</summary>
internal sealed class FloorForEver(IJournal journal) : IJournal
{
    public ValueTask<AppendOutcome> AppendAsync(Append append) => journal.AppendAsync(append);

    public async ValueTask<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellationToken)
    {
        var head = await journal.ReadHeadAsync(stream, cancellationToken);
        if (head is null || JsonNode.Parse(head.State) is not JsonObject state || state["floor"]?["claimEpoch"] is null)
        {
            return head;
        }

        state["floor"]!["claimEpoch"] = state["epoch"]!.GetValue<long>();
        return head with { State = state.ToJsonString() };
    }

    public ValueTask<ImmutableArray<EntryRow>> ReadEntriesAsync(string stream, long afterSeq, int limit, CancellationToken cancellationToken) =>
        journal.ReadEntriesAsync(stream, afterSeq, limit, cancellationToken);

    public ValueTask<KnownCommand?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken) => journal.FindCommandAsync(commandId, cancellationToken);

    public ValueTask EraseWordsAsync(string stream, CancellationToken cancellationToken) => journal.EraseWordsAsync(stream, cancellationToken);
}
