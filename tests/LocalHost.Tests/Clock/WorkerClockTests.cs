using System.Diagnostics;
using System.Globalization;
using LocalHost.Clock;

namespace LocalHost.Tests.Clock;

/// <summary>A process that knows nothing of the host's clock, and reads the time from its TimeProvider.</summary>
public sealed class WorkerClockTests : IDisposable
{
    private static readonly DateTimeOffset Moment = new(2031, 12, 24, 18, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("worker-clock-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Show_WithAProcessThatRuns_IsSeenThere()
    {
        using var clock = new WorkerClock(_folder.FullName, Moment);
        using var process = Start(clock.Environment);
        Assert.Equal(Moment, await AskAsync(process));

        clock.Show(Moment.AddDays(400));

        Assert.Equal(Moment.AddDays(400), await AskAsync(process));
        process.Kill();
    }

    [Fact]
    public async Task Environment_OfAProcessWithoutIt_LeavesItTheSystemsTime()
    {
        using var process = Start(new Dictionary<string, string>());

        Assert.InRange(await AskAsync(process), TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddHours(1));
        process.Kill();
    }

    private static Process Start(IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildProcess).Assembly.Location, ChildProcess.TellTheTime])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<DateTimeOffset> AskAsync(Process process)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.StandardInput.WriteLineAsync("?".AsMemory(), limit.Token);
        var answer = await process.StandardOutput.ReadLineAsync(limit.Token);
        return DateTimeOffset.Parse(answer!, CultureInfo.InvariantCulture);
    }
}
