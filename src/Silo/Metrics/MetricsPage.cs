using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Conversations.Silo.Metrics;

/// <summary>
/// What this process measures, as Prometheus reads it: counters, gauges, and histograms as sum and count. Bounded: the first 2,000 series
/// are kept, further ones are counted only.
/// </summary>
public sealed class MetricsPage : IDisposable
{
    private const int SeriesMax = 2_000;
    private static readonly string[] Meters = ["Conversations", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Microsoft.Orleans", "SoloHost", "Npgsql"];
    private readonly ConcurrentDictionary<string, Series> series = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();
    private long refused;

    public MetricsPage()
    {
        listener.InstrumentPublished = static (instrument, meters) =>
        {
            if (Meters.Any(name => instrument.Meter.Name.StartsWith(name, StringComparison.Ordinal)))
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<byte>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<short>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<decimal>((instrument, value, tags, _) => Record(instrument, (double)value, tags));
        listener.Start();
    }

    public string Write()
    {
        listener.RecordObservableInstruments();
        var page = new StringBuilder(16 * 1024);
        foreach (var (name, one) in series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            one.Write(page, name);
        }

        page.Append(CultureInfo.InvariantCulture, $"conversations_metrics_series_refused {Interlocked.Read(ref refused)}\n");
        return page.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = NameOf(instrument, tags);
        if (!series.TryGetValue(name, out var one))
        {
            if (series.Count >= SeriesMax)
            {
                Interlocked.Increment(ref refused);
                return;
            }

            one = series.GetOrAdd(name, new Series(KindOf(instrument)));
        }

        one.Record(value);
    }

    private static Kind KindOf(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        return type.StartsWith("Histogram", StringComparison.Ordinal) ? Kind.Distribution
            : type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("UpDownCounter", StringComparison.Ordinal) ? Kind.Sum
            : Kind.Last;
    }

    private static string NameOf(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = new StringBuilder(64);
        foreach (var c in instrument.Name)
        {
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        var separator = '{';
        foreach (var (key, value) in tags)
        {
            name.Append(separator).Append(key.Replace('.', '_').Replace('-', '_')).Append("=\"").Append(Escape(value)).Append('"');
            separator = ',';
        }

        return separator == ',' ? name.Append('}').ToString() : name.ToString();
    }

    private static string Escape(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture)?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ") ?? "";

    private enum Kind
    {
        Sum,
        Last,
        Distribution,
    }

    private sealed class Series(Kind kind)
    {
        private readonly Lock gate = new();
        private double value;
        private long count;

        public void Record(double measured)
        {
            lock (gate)
            {
                value = kind == Kind.Last ? measured : value + measured;
                count++;
            }
        }

        public void Write(StringBuilder page, string name)
        {
            double shown;
            long times;
            lock (gate)
            {
                (shown, times) = (value, count);
            }

            if (kind == Kind.Distribution)
            {
                page.Append(CultureInfo.InvariantCulture, $"{Suffixed(name, "_count")} {times}\n{Suffixed(name, "_sum")} {shown:R}\n");
            }
            else
            {
                page.Append(CultureInfo.InvariantCulture, $"{name} {shown:R}\n");
            }
        }

        private static string Suffixed(string name, string suffix)
        {
            var brace = name.IndexOf('{', StringComparison.Ordinal);
            return brace < 0 ? name + suffix : name.Insert(brace, suffix);
        }
    }
}
