using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ChildProtection.Functions.Telemetry;

namespace ChildProtection.Functions.Tests.Telemetry;

/// <summary>Hears the spans and measurements of the whole process until it is disposed.</summary>
internal sealed class TraceListeners : IDisposable
{
    private readonly List<IDisposable> _listeners = [];

    public ConcurrentQueue<Activity> Spans { get; } = [];

    /// <summary>Stands for a host that traces as well.</summary>
    public ActivitySource Host { get; } = new("a host");

    public void Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CaseTraces.SourceName || source == Host,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        _listeners.Add(listener);
    }

    public void Measure(ConcurrentQueue<string> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == CaseMetrics.MeterName)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, _, tags, _) => seen.Enqueue(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => seen.Enqueue($"{value}"));
        listener.Start();
        _listeners.Add(listener);
    }

    public void Dispose()
    {
        _listeners.ForEach(listener => listener.Dispose());
        Host.Dispose();
    }
}
