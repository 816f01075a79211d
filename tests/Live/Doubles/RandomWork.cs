using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Live.Tests.Doubles;

/// <summary>Changes as a day brings them, by seed.</summary>
public sealed class RandomWork(int seed, int conversations)
{
    private static readonly string[] States =
    [
        ConversationStates.New, ConversationStates.Owned, ConversationStates.WaitingCustomer, ConversationStates.WaitingInternal,
        ConversationStates.Snoozed, ConversationStates.Resolved, ConversationStates.Closed,
    ];

    private static readonly string[] Words = ["vip", "refund"];
    private static readonly string[] Queues = ["general", "billing", "press"];
    private static readonly EmployeeId[] People = [Rows.Ana, Rows.Ben, new("cleo")];
    private readonly Random _random = new(seed);
    private readonly Dictionary<int, SummaryRow> _rows = [];

    public int Next(int below) => _random.Next(below);

    public SummaryRow Change()
    {
        var number = _random.Next(conversations);
        var head = (_rows.GetValueOrDefault(number)?.Head ?? 0) + 1 + _random.Next(2);
        var state = States[_random.Next(10) == 0 ? 6 : _random.Next(States.Length - 1)];
        var isOpen = ConversationStates.IsOpen(state);
        var row = Rows.Row(number, head) with
        {
            State = state,
            Owner = _random.Next(3) == 0 ? null : People[_random.Next(People.Length)],
            Queue = new QueueId(Queues[_random.Next(Queues.Length)]),
            Labels = [.. Words.Where(_ => _random.Next(3) == 0)],
            LastAt = Rows.Start.AddSeconds(_random.Next(60)),
            WaitingSince = _random.Next(2) == 0 ? null : Rows.Start.AddSeconds(_random.Next(20)),
            DueAt = _random.Next(2) == 0 ? null : Rows.Start.AddSeconds(_random.Next(20)),
            Unattended = isOpen && state != ConversationStates.Snoozed && _random.Next(2) == 0,
            LastText = _random.Next(8) == 0 ? "my guitar is broken" : $"text {_random.Next(1000)}",
        };
        return _rows[number] = row;
    }
}
