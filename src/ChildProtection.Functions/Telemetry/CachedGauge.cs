using System.Diagnostics.Metrics;

namespace ChildProtection.Functions.Telemetry;

/// <summary>
/// The last value that a schedule has read, shown until it is old: a schedule runs on one instance at a time, and other instances must not
/// show their older values beside it.
/// </summary>
/// <param name="shownFor">How long, in real time: a little longer than the schedule's period.</param>
internal sealed class CachedGauge(TimeSpan shownFor)
{
    private volatile Taken? _last;

    public void Set(params IEnumerable<Measurement<double>> values) => _last = new([.. values], TimeProvider.System.GetTimestamp());

    public void Set(TimeSpan value) => Set(new Measurement<double>(value.TotalSeconds));

    /// <summary>Whether to read again: nothing was read yet, or too long ago.</summary>
    public bool IsOlderThan(TimeSpan age) => _last is not { } last || TimeProvider.System.GetElapsedTime(last.At) >= age;

    public IEnumerable<Measurement<double>> Shown() =>
        _last is { } last && TimeProvider.System.GetElapsedTime(last.At) < shownFor ? last.Values : [];

    private sealed record Taken(Measurement<double>[] Values, long At);
}
