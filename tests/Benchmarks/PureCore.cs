using System.Diagnostics;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;

namespace Benchmarks;

/// <summary>P1, P2 and F20's childhood: the rules alone.</summary>
internal static class PureCore
{
    private const int DaysOfYear = 365;
    private const int PlansOfYear = 3;
    private const int SignalsOfYear = 134_000;
    private const int DaysOfChildhood = 18 * DaysOfYear;
    private const int PlansOfChildhood = 40;

    public static Task MeasureAsync(Report report, Options options)
    {
        Childhood(report);
        Decision(report, options);
        Year(report, options);
        return Task.CompletedTask;
    }

    private static void Childhood(Report report)
    {
        // The first life warms the code up.
        PureLife.Live(PlansOfChildhood, DaysOfChildhood);
        var began = Stopwatch.GetTimestamp();
        var life = PureLife.Live(PlansOfChildhood, DaysOfChildhood);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        report.Add(
            "F20",
            $"18 years of a childhood with {PlansOfChildhood} plans, pure core ({life.Signals:#,0} signals)",
            Report.Text(seconds, "s"));
    }

    private static void Decision(Report report, Options options)
    {
        var life = PureLife.Live(1, 60);
        var (before, signal, at) = life.Last;
        var json = CaseStateJson.Serialize(before);
        var context = CaseContext.Of(ProcedureCatalogue.Shipped, before.Profile, at);
        var count = options.Of(20_000, least: 200);
        var trip = Microseconds(count, () => CaseStateJson.Load(CaseStateJson.Serialize(before)));
        var decision = Microseconds(count, () => CaseLifecycle.Decide(before, signal, context));
        var what = $"a decision over the JSON round trip of its state ({json.Length / 1024.0:0.#} KB)";
        report.AddOver("P1", what, decision, trip, "round trip", "µs", "0.1");
    }

    private static void Year(Report report, Options options)
    {
        var cases = options.Of(SignalsOfYear) / PureLife.Live(PlansOfYear, DaysOfYear).Signals;
        long signals = 0;
        var began = Stopwatch.GetTimestamp();
        Parallel.For(
            0,
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            _ => Interlocked.Add(ref signals, PureLife.Live(PlansOfYear, DaysOfYear).Signals));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        report.Add(
            "P2",
            $"a year's signals of one authority ({signals:#,0}, of {cases:#,0} cases with plans) through the pure core, 2 threads",
            $"{Report.Text(seconds, "s")} ({Report.Text(signals / seconds, "signals/s")})", target: "3 s for 134,000");
    }

    private static double Microseconds(int count, Func<object> work)
    {
        for (var number = 0; number < count / 10; number++)
            work();
        var began = Stopwatch.GetTimestamp();
        for (var number = 0; number < count; number++)
            work();
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds / count;
    }
}
