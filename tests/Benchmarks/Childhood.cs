using System.Diagnostics;
using ChildProtection.LocalRuntime.Clock;
using ChildProtection.LocalRuntime.DurableTask;
using DurableTask.Tests.RealCase;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks;

/// <summary>F20: the app's own case through eighteen years and forty plans on the simulated clock, durable.</summary>
internal static class Childhood
{
    public static async Task LiveAsync(Report report, Size size)
    {
        // The first life warms the code up.
        var (seconds, signals, longest) = await OnceAsync();
        if (size.IsFull)
            (seconds, signals, longest) = await OnceAsync();
        report.Add("F20", $"18 years of a childhood with {CaseLife.Plans} plans ({signals:#,0} signals, at rest {longest} rows of history)", Report.Text(seconds, "s"), "5 s");
    }

    private static async Task<(double Seconds, int Signals, int Longest)> OnceAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bench-");
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var clock = new SimulatedClock(CaseLife.Begin);
        var life = new CaseOnEngine();
        var registry = new DurableTaskRegistry();
        life.Code(registry);
        var began = Stopwatch.GetTimestamp();
        int longest;
        await using (var engine = await DurableTaskEngine.OpenAsync(
            new() { DatabasePath = Path.Combine(folder.FullName, "engine.db") }, registry, services, clock, NullLoggerFactory.Instance, CancellationToken.None))
        {
            await engine.StartAsync(CancellationToken.None);
            longest = await CaseLife.TellAsync(life, engine, clock, CancellationToken.None);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        folder.Delete(recursive: true);
        return (seconds, life.Decisions.Count, longest);
    }
}
