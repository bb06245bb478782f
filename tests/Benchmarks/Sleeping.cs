using System.Diagnostics;
using System.Globalization;
using ChildProtection.LocalRuntime.Clock;

namespace Benchmarks;

/// <summary>P9, P13, P14: many sleeping instances, in a process of their own. P10: many timers at one moment.</summary>
internal static class Sleeping
{
    private static readonly List<long> Woken = [];

    public static void Woke(bool replaying)
    {
        if (!replaying)
            Woken.Add(Stopwatch.GetTimestamp());
    }

    public static async Task RestartAsync(Report report, Size size)
    {
        var count = size.Of(50_000);
        await using var tested = await EngineUnderTest.StartAsync();
        await tested.ScheduleAsync("Sleep", count, null, "s-");
        await tested.Engine.WhenAtRestAsync(CancellationToken.None);
        // As a kill leaves them: the file and its log as they are, nothing moved from one to the other by a close.
        var killed = Path.Combine(Directory.CreateTempSubdirectory("bench-killed-").FullName, "engine.db");
        foreach (var part in new[] { string.Empty, "-wal" })
            File.Copy(tested.Path + part, killed + part);
        var seconds = size.IsFull ? 20 : 3;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(Sleeping).Assembly.Location, "sleep", killed, seconds.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var said = (await child.StandardOutput.ReadToEndAsync()).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(static text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        await child.WaitForExitAsync();
        Directory.Delete(Path.GetDirectoryName(killed)!, recursive: true);
        report.Add("P9", $"{count:#,0} instances and {4 * count:#,0} timers after a kill, to the first acknowledged call", Report.Text(said[0] / 1_000, "s"), "1 s");
        report.Add("P13", $"CPU with {count:#,0} sleeping instances", Report.Text(said[1], "%"), "0.1 %");
        report.Add("P14", $"memory with {count:#,0} sleeping instances", Report.Text(said[2], "MB"), "200 MB");
    }

    /// <summary>The child: prints milliseconds to ready, per cent of one processor, megabytes.</summary>
    public static async Task<int> RunChildAsync(string path, int seconds)
    {
        var began = Stopwatch.GetTimestamp();
        var tested = await EngineUnderTest.StartAsync(path);
        await tested.Client.RaiseEventAsync("s-0", "go", "on");
        var ready = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        await tested.Engine.WhenAtRestAsync(CancellationToken.None);
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
        self.Refresh();
        var cpu = (self.TotalProcessorTime - before).TotalSeconds / seconds * 100;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ready} {cpu} {self.WorkingSet64 / 1_048_576.0}"));
        // As it would be killed: closing is not measured.
        Environment.Exit(0);
        return 0;
    }

    public static async Task TimersAtOnceAsync(Report report, Size size)
    {
        var count = size.Of(100_000);
        var begin = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        using var clock = new SimulatedClock(begin);
        await using var tested = await EngineUnderTest.StartAsync(clock: clock);
        await tested.ScheduleAsync("Alarm", count, begin.AddDays(1).UtcDateTime, "t-");
        await tested.Engine.WhenAtRestAsync(CancellationToken.None);
        Woken.Clear();
        var began = Stopwatch.GetTimestamp();
        await clock.AdvanceToAsync(begin.AddDays(1), tested.Engine.WhenAtRestAsync, null, CancellationToken.None);
        var lags = Woken.Select(at => Stopwatch.GetElapsedTime(began, at).TotalSeconds).Order().ToArray();
        report.Add("P10", $"{count:#,0} timers due at once, p99 of the lag", Report.Text(lags[(int)(lags.Length * 0.99)], "s"), "10 s");
    }
}
