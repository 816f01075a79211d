using System.Diagnostics.Metrics;
using Conversations.Web.Lists;

namespace Conversations.Web.Hubs;

/// <summary>What the live side of this node did, for /metrics. Counted by plain additions and read when the page is asked for: a frame must stay cheap.</summary>
public sealed class LiveFigures : IDisposable
{
    private readonly Meter _meter = new("Conversations.Live");
    private long _frames;
    private long _bytes;
    private long _cut;

    public LiveFigures(Dashboards dashboards, LiveLists lists)
    {
        _meter.CreateObservableCounter("conversations.hub.frames", () => Frames, "{frame}", "Frames handed to dashboards.");
        _meter.CreateObservableCounter("conversations.hub.bytes", () => Bytes, "By", "Bytes of those frames.");
        _meter.CreateObservableCounter("conversations.hub.cut", () => Interlocked.Read(ref _cut), "{dashboard}", "Dashboards cut off to resume: too slow, or too far behind.");
        _meter.CreateObservableGauge("conversations.hub.dashboards", () => dashboards.Count, "{dashboard}", "Open dashboards.");
        _meter.CreateObservableGauge("conversations.lists.open", () => lists.Index.Count, "{conversation}", "Conversations in the index.");
    }

    public long Frames => Interlocked.Read(ref _frames);

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Sent(int bytes)
    {
        Interlocked.Increment(ref _frames);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void Cut() => Interlocked.Increment(ref _cut);

    public void Dispose() => _meter.Dispose();
}
