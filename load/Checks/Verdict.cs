namespace Conversations.Load.Checks;

/// <summary>One law and what was found against it.</summary>
public sealed class Law(string name, string title)
{
    private const int ExamplesMax = 5;
    private readonly List<string> _examples = [];

    public string Name => name;

    public string Title => title;

    public int Violations { get; private set; }

    public IReadOnlyList<string> Examples => _examples;

    public bool Holds => Violations == 0;

    public void Violated(string example)
    {
        Violations++;
        if (_examples.Count < ExamplesMax)
        {
            _examples.Add(example);
        }
    }
}

/// <summary>All laws of a run.</summary>
public sealed class Verdict
{
    public Law InboundLoss { get; } = new("I1", "no acknowledged message is lost or changed");
    public Law InboundDoubled { get; } = new("I2", "no message stands twice");
    public Law OutboundLoss { get; } = new("I3", "no accepted reply is lost; none is pending at the end");
    public Law OutboundDoubled { get; } = new("I4", "no reply reaches the customer twice, none that nobody wrote");
    public Law Order { get; } = new("I5", "one order without gaps: journal, customers and dashboards");
    public Law Claims { get; } = new("I6", "one owner at a time, epochs rise by one");
    public Law Settled { get; } = new("I8", "everything offered was answered by the end");
    public Law Contract { get; } = new("C", "answers and frames are as published");

    public IReadOnlyList<Law> Laws => [InboundLoss, InboundDoubled, OutboundLoss, OutboundDoubled, Order, Claims, Settled, Contract];

    /// <summary>Messages came in, were seen on a dashboard and replies went out: an empty run proves nothing.</summary>
    public bool IsExchanged { get; set; }

    public bool Holds => IsExchanged && Laws.All(law => law.Holds);
}
