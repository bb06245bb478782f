using System.Diagnostics;
using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;

namespace Benchmarks;

/// <summary>P9 and P13: starting, starting again after kill -9, and resting with many open cases.</summary>
internal static class Restarts
{
    private const string Now = "2026-02-02T10:00:00Z";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(30);

    public static async Task MeasureAsync(Report report, Options options)
    {
        var cases = options.Of(options.Cases);
        if (options.Wants("P9"))
        {
            await RunScriptAsync(report);
            await SimulatedAsync(report, cases);
        }

        await OfficialAsync(report, options, cases);
    }

    private static async Task RunScriptAsync(Report report)
    {
        using var script = new RunScript();
        // The first start may have to build.
        await using (await script.ReadyAsync(Path.Combine(script.Folder, "first")))
        {
        }

        var began = Stopwatch.GetTimestamp();
        await using var run = await script.ReadyAsync(Path.Combine(script.Folder, "second"));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        report.Add("P9", "./run on a built checkout to Ready", Report.Text(seconds, "s"), target: "6 s");
    }

    /// <summary>The simulator keeps instances in memory: the app starts every case again from its rows, as after a lost task hub.</summary>
    private static async Task SimulatedAsync(Report report, int cases)
    {
        var folder = Directory.CreateTempSubdirectory("bench-azurite-");
        await using (var azurite = await AzuriteProcess.StartAsync(folder.FullName))
        await using (var product = await HostedApp.SimulatedAsync(azurite.ConnectionString, Now))
        {
            await new ProductCallers(product.Api, await product.Api.NowAsync()).OpenManyAsync("open", cases);
            await RestartAsync(report, product, cases, "simulator");
        }

        folder.Delete(recursive: true);
    }

    private static async Task OfficialAsync(Report report, Options options, int cases)
    {
        var folder = Directory.CreateTempSubdirectory("bench-azurite-");
        await using (var azurite = await AzuriteProcess.StartWholeAsync(folder.FullName))
        await using (var product = await HostedApp.ProductAsync(azurite.ConnectionString))
        {
            await new ProductCallers(product.Api, TimeProvider.System.GetUtcNow()).OpenManyAsync("open", cases);
            if (options.Wants("P9"))
                await RestartAsync(report, product, cases, "official engine");
            if (options.Wants("P13"))
                await RestAsync(report, product, cases);
        }

        folder.Delete(recursive: true);
    }

    private static async Task RestartAsync(Report report, HostedApp product, int cases, string engine)
    {
        await product.KillAsync();
        var seconds = await Timing.SecondsAsync(async () =>
        {
            await product.StartAsync();
            await Until.TrueAsync("all cases run", async () => await RunningAsync(product) >= cases, Limit);
        });
        report.Add(
            "P9",
            $"after kill -9 with {cases:#,0} open cases to all of them running, {engine}",
            Report.Text(seconds, "s"), target: "60 s for 2,000");
    }

    private static async Task<int> RunningAsync(HostedApp product)
    {
        var (count, cursor) = (0, "");
        do
        {
            var answer = await product.Api.SendAsync(HttpMethod.Get, $"/admin/instances?status=Running&limit=500{cursor}", by: null);
            var page = answer.Expect(HttpStatusCode.OK).Body;
            count += page["items"]!.AsArray().Count;
            cursor = page["nextCursor"]?.ToString() is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : null;
        }
        while (cursor is not null);
        return count;
    }

    private static async Task RestAsync(Report report, HostedApp product, int cases)
    {
        await Task.Delay(Settling, TimeProvider.System);
        var (before, began) = (Processor(product), Stopwatch.GetTimestamp());
        await Task.Delay(Watched, TimeProvider.System);
        var percent = 100 * (Processor(product) - before) / Stopwatch.GetElapsedTime(began);
        report.Add(
            "P13",
            $"at rest with {cases:#,0} open cases, official engine: processor time of host and worker",
            Report.Text(percent, "%"),
            target: "1 % with 2,000");
        report.Add("P13", "the same: memory of both", Report.Text(product.MemoryBytes / 1e6, "MB"), target: "400 MB with 2,000");
    }

    private static TimeSpan Processor(HostedApp product) => product.Processes().Aggregate(TimeSpan.Zero, static (sum, id) =>
    {
        using var process = Process.GetProcessById(id);
        return sum + process.TotalProcessorTime;
    });
}
