using System.Diagnostics.Metrics;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.Telemetry;

/// <summary>The metrics. Gauges show values that schedules have read; no request reads for them.</summary>
internal static class CaseMetrics
{
    public const string MeterName = "ChildProtection.Cases";

    /// <summary>The longest age of an expensive gauge, in real time.</summary>
    internal static readonly TimeSpan RefreshPeriod = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ShownFor = RefreshPeriod + TimeSpan.FromMinutes(5);
    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Signals = Meter.CreateCounter<long>(
        "childprotection.signals", "{signal}", "Signals decided and stored.");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "childprotection.tokens.refused", "{request}", "Requests without a token that is believed, by what was wrong.");
    private static readonly Histogram<double> TimerLag = Meter.CreateHistogram(
        "childprotection.timer.lag", "s", "How late checkpoints were decided, by the case's clock.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5, 15, 60, 300, 900, 3600, 14400, 86400] });

    /// <summary>Read every minute by the watch.</summary>
    public static CachedGauge OldestCheckpoint { get; } =
        Gauge(
            TimeSpan.FromMinutes(3),
            "childprotection.timer.oldest",
            "s",
            "How long the most overdue checkpoint has been due; 0 when none is late.");

    /// <summary>Read every quarter of a minute by the sweep.</summary>
    public static CachedGauge InboxAge { get; } =
        Gauge(
            TimeSpan.FromMinutes(2),
            "childprotection.inbox.age",
            "s",
            "Age of the oldest event that is stored and not decided; 0 below a minute.");

    public static CachedGauge OutboxAge { get; } =
        Gauge(
            TimeSpan.FromMinutes(2),
            "childprotection.outbox.age",
            "s",
            "Age of the oldest decision that is not published; 0 below a minute.");

    /// <summary>Read every <see cref="RefreshPeriod"/>, because that reads whole lists.</summary>
    public static CachedGauge DeadLetters { get; } =
        Gauge(
            ShownFor, "childprotection.dead_letters", "{message}", "Messages that could not be used, forwarded or delivered, up to 1,000.");

    public static CachedGauge Overdue { get; } =
        Gauge(ShownFor, "childprotection.deadlines.overdue", "{deadline}", "Open deadlines that are overdue, by kind.");

    public static CachedGauge Approvals { get; } =
        Gauge(ShownFor, "childprotection.approvals.waiting", "{approval}", "Approvals that wait for a decision, by the role that decides.");

    /// <summary>Whether a collector listens, so that reading for the metrics is worth its cost.</summary>
    public static bool IsCollected => Signals.Enabled;

    /// <param name="signal">The decided signal.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="now">The case's clock.</param>
    public static void Decided(CaseSignal signal, string outcome, DateTimeOffset now)
    {
        Signals.Add(1, new(TelemetryAttributes.Kind, TelemetryAttributes.KindOf(signal)), new(TelemetryAttributes.Outcome, outcome));
        if (signal is TimedSignal moment)
            TimerLag.Record(Math.Max(0, (now - moment.At).TotalSeconds));
    }

    /// <param name="reason">Whether there was none, or one that is not believed.</param>
    public static void TokenRefused(string reason) =>
        Refused.Add(1, new KeyValuePair<string, object?>(TelemetryAttributes.Outcome, reason));

    private static CachedGauge Gauge(TimeSpan shownFor, string name, string unit, string description)
    {
        var reading = new CachedGauge(shownFor);
        Meter.CreateObservableGauge(name, reading.Shown, unit, description);
        return reading;
    }
}
