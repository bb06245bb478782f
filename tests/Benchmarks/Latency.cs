using System.Diagnostics;

namespace Benchmarks;

/// <summary>P4: an event until its state is committed, on an idle machine. P6: a replay from nothing.</summary>
internal static class Latency
{
    public static async Task EventAsync(Report report, Size size)
    {
        var count = size.Of(2_000);
        await using var tested = await EngineUnderTest.StartAsync();
        await tested.ScheduleAsync("Park", count, null, "p-");
        await tested.Engine.WhenAtRestAsync(CancellationToken.None);
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await tested.Client.RaiseEventAsync($"p-{i}", "go", "on");
            await tested.Client.WaitForInstanceCompletionAsync($"p-{i}");
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(times);
        var fsync = report.RawValue("fsync");
        report.Add("P4", "event to committed state, median and p99 over the median forced write",
            $"+{times[count / 2] - fsync:0.00} / +{times[(int)(count * 0.99)] - fsync:0.00} ms", "+0.5 / +8 ms");
    }

    public static async Task ColdReplayAsync(Report report, Size size)
    {
        const int Events = 1_000;
        var rounds = size.Of(40);
        // A cache of one: an event to another instance pushes this one out.
        await using var tested = await EngineUnderTest.StartAsync(cacheSize: 1);
        await tested.Client.ScheduleNewOrchestrationInstanceAsync("Gather", Events + rounds, new Microsoft.DurableTask.StartOrchestrationOptions("gather"));
        await tested.ScheduleAsync("Gather", rounds, 2 * rounds, "other-");
        for (var i = 0; i < Events; i++)
            await tested.Client.RaiseEventAsync("gather", "go", "on");
        var (cold, warm) = (new double[rounds], new double[rounds]);
        for (var i = 0; i < rounds; i++)
        {
            await tested.Client.RaiseEventAsync($"other-{i}", "go", "on");
            var began = Stopwatch.GetTimestamp();
            await tested.Client.RaiseEventAsync("gather", "go", "on");
            cold[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            began = Stopwatch.GetTimestamp();
            await tested.Client.RaiseEventAsync($"other-{i}", "go", "on");
            warm[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        // The quickest of each: what is above that is the commit's share, and the machine's.
        report.Add("P6", $"cold replay of a history of {Events:#,0} events, without the commit", Report.Text(cold.Min() - warm.Min(), "ms"), "8 ms");
    }
}
