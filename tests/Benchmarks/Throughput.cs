using System.Diagnostics;

namespace Benchmarks;

/// <summary>P1 to P3: how much an engine gets done in a second.</summary>
internal static class Throughput
{
    private static readonly string Input = new('x', 100);

    public static async Task TurnsAgainstRawAsync(Report report, Size size)
    {
        var count = size.Of(4_000);
        await using var tested = await EngineUnderTest.StartAsync();
        var began = Stopwatch.GetTimestamp();
        await tested.ScheduleAsync("Sequence5", count, Input, "s-");
        await EndOfAllAsync(tested, count, "s-");
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        // Every turn begins with a row of its own in the history.
        var history = await tested.Engine.ReadHistoryAsync("s-0", CancellationToken.None);
        var turns = history!.Events.Count(static e => e.Kind == "OrchestratorStarted") * (double)count / seconds;
        report.Add("P1", "durable turns a second over raw SQLite turns a second", $"{turns / report.RawValue("turns"):0.00} ({Report.Text(turns, "turns/s")})", "0.45");
    }

    public static async Task SequenceAsync(Report report, Size size)
    {
        var count = size.Of(4_000);
        await using var tested = await EngineUnderTest.StartAsync();
        var began = Stopwatch.GetTimestamp();
        await tested.ScheduleAsync("Sequence5", count, Input, "s-");
        await EndOfAllAsync(tested, count, "s-");
        report.Add("P2", "Sequence5 orchestrations a second, durable", Report.Text(count / Stopwatch.GetElapsedTime(began).TotalSeconds, "/s"), "1,800");
    }

    public static async Task CaseAsync(Report report, Size size)
    {
        foreach (var parked in new[] { false, true })
        {
            var count = size.Of(2_000);
            await using var tested = await EngineUnderTest.StartAsync();
            var began = Stopwatch.GetTimestamp();
            if (parked)
            {
                await tested.ScheduleAsync("Case", count, Input, "c-");
                await tested.Engine.WhenAtRestAsync(CancellationToken.None);
                await RaiseAllAsync(tested, count);
            }
            else
            {
                await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, cancellation) =>
                {
                    await tested.Client.ScheduleNewOrchestrationInstanceAsync("Case", Input, new($"c-{i}"), cancellation);
                    await tested.Client.RaiseEventAsync($"c-{i}", "go", "on", cancellation);
                });
            }

            await EndOfAllAsync(tested, count, "c-");
            report.Add("P3", $"Case workload, {(parked ? "parked" : "early")}, durable", Report.Text(count / Stopwatch.GetElapsedTime(began).TotalSeconds, "/s"), "2,400 (2x of the in-memory engines' 1,200)");
        }
    }

    private static Task RaiseAllAsync(EngineUnderTest tested, int count) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = 32 },
        async (i, cancellation) => await tested.Client.RaiseEventAsync($"c-{i}", "go", "on", cancellation));

    private static async Task EndOfAllAsync(EngineUnderTest tested, int count, string prefix)
    {
        for (var i = 0; i < count; i++)
            await tested.Client.WaitForInstanceCompletionAsync($"{prefix}{i}");
    }
}
