namespace Benchmarks;

/// <summary>How much of a workload is run.</summary>
internal sealed record Size(double Factor)
{
    public bool IsFull => Factor >= 1;

    public int Of(int full) => Math.Max(10, (int)(full * Factor));
}

/// <summary>All measures, in the order in which they are run.</summary>
internal static class Measures
{
    public static readonly (string Id, Func<Report, Size, Task> Measure)[] All =
    [
        ("P1", Throughput.TurnsAgainstRawAsync),
        ("P2", Throughput.SequenceAsync),
        ("P3", Throughput.CaseAsync),
        ("P4", Latency.EventAsync),
        ("P6", Latency.ColdReplayAsync),
        ("P9", Sleeping.RestartAsync),
        ("P10", Sleeping.TimersAtOnceAsync),
        ("F20", Childhood.LiveAsync),
    ];
}
