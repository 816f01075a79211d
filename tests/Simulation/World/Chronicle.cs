using System.Globalization;
using SoloHost.Simulated;

namespace Conversations.Simulation.World;

/// <summary>What happened, in sentences: the last of them are printed when a law is broken, all of them when a seed is replayed.</summary>
public sealed class Chronicle(SimulatedCluster cluster, Action<string>? print)
{
    private const int KeptMax = 80;
    private readonly Queue<string> _last = new(KeptMax);

    public IReadOnlyCollection<string> Last => _last;

    public bool IsPrinted => print is not null;

    /// <summary>Notes it, and makes it part of the trace: two runs that differ in what happened differ in their hash.</summary>
    public void Note(string what)
    {
        var line = Line(what);
        cluster.Trace(Contracts.TextHash.Of(line));
        if (_last.Count == KeptMax)
        {
            _last.Dequeue();
        }

        _last.Enqueue(line);
        print?.Invoke(line);
    }

    /// <summary>For the reader only; not part of the trace.</summary>
    public void Print(string what) => print?.Invoke(Line(what));

    private string Line(string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{(cluster.Now - cluster.Options.StartedAt).TotalSeconds,9:F3}  {what}");
}
