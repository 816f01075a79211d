using System.Globalization;
using System.Text.Json;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Grains.Gestures;

/// <inheritdoc cref="ILedgerGrain"/>
public sealed class LedgerGrain(IJournal journal, TimeProvider time) : Grain, ILedgerGrain
{
    private const string Void = "void";
    private FencedStream<LedgerState> stream = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stream = new FencedStream<LedgerState>(journal, this.GetPrimaryKeyString(), new LedgerState(), LedgerJson.Default.LedgerState, time);
        return Task.CompletedTask;
    }

    public async Task<LedgerAnswer> Reserve(LedgerReserve reserve)
    {
        var answer = await stream.ChangeAsync(
            (state, _) =>
            {
                var (next, rest) = LedgerDecisions.Reserve(state, reserve);
                return next is null
                    ? new Step<LedgerState, LedgerAnswer>(null, new LedgerAnswer(LedgerResult.Short, rest))
                    : new Step<LedgerState, LedgerAnswer>(next, new LedgerAnswer(LedgerResult.Granted, rest))
                    {
                        Entries = [new StepEntry("reserved", Actor.System, EntryOf(reserve.Gesture, reserve.Amount))],
                        Commands = [new CommandRow(reserve.Id, stream.Name, Reserved.Write(reserve.Day, reserve.Amount, rest))],
                    };
            },
            Recognise);
        // A no may be the repetition of a yes whose answer was lost: its own amount is what is short.
        return answer.Result == LedgerResult.Short && await journal.FindCommandAsync(reserve.Id, CancellationToken.None) is { } known ? Recognise(known) : answer;
    }

    public async Task Release(Guid reserveId, Guid gesture)
    {
        if (await journal.FindCommandAsync(reserveId, CancellationToken.None) is not { } known)
        {
            // It may still be under way: whichever is written first stands.
            var before = await stream.ChangeAsync<KnownCommand?>(
                (state, _) => new(state, null) { Commands = [new CommandRow(reserveId, stream.Name, Void)] }, static found => found);
            if (before is null)
            {
                return;
            }

            known = before;
        }

        if (known.Answer == Void)
        {
            return;
        }

        var (day, amount, _) = Reserved.Read(known.Answer);
        await stream.ChangeAsync(
            (state, _) => new Step<LedgerState, bool>(LedgerDecisions.Release(state, day, amount), true)
            {
                Entries = [new StepEntry("released", Actor.System, EntryOf(gesture, amount))],
                Commands = [new CommandRow(GestureIds.Of(reserveId, "release"), stream.Name, Void)],
            },
            static _ => true);
    }

    public Task<long> GiveBack(int day, long sliced) => stream.ChangeAsync((state, _) =>
    {
        var (next, returned) = LedgerDecisions.GiveBack(state, day, sliced);
        return new Step<LedgerState, long>(next, returned);
    });

    private static LedgerAnswer Recognise(KnownCommand known) =>
        known.Answer == Void ? new LedgerAnswer(LedgerResult.Void, 0) : new LedgerAnswer(LedgerResult.Granted, Reserved.Read(known.Answer).Left);

    private static string EntryOf(Guid gesture, long amount) => $$"""{"gestureId":"{{gesture}}","amount":{{amount.ToString(CultureInfo.InvariantCulture)}}}""";

    /// <summary>The answer as it is remembered: where and how much, so that it can be put back.</summary>
    private static class Reserved
    {
        public static string Write(int day, long amount, long rest) => string.Create(CultureInfo.InvariantCulture, $"[{day},{amount},{rest}]");

        public static (int Day, long Amount, long Left) Read(string answer)
        {
            using var parts = JsonDocument.Parse(answer);
            return (parts.RootElement[0].GetInt32(), parts.RootElement[1].GetInt64(), parts.RootElement[2].GetInt64());
        }
    }
}
