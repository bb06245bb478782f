using System.Globalization;
using ChildProtection.LocalRuntime.Clock;

namespace DurableTask.Tests;

/// <summary>F01: a real process that kills itself (SIGKILL) at the Nth write of the life in which every feature occurs; the file it leaves lives that life to the same end.</summary>
public sealed class KillAtWriteTests
{
    private const int Writes = 900;

    private static bool IsLong => Environment.GetEnvironmentVariable("CHILDPROTECTION_LONG_TESTS") == "1";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Process_KilledAtAWrite_LeavesAFileThatTellsTheSameStory(int third)
    {
        var undisturbed = await FinishAsync(Path.Combine(EngineHarness.FolderInMemory().FullName, "engine.db"), 0);
        var kills = IsLong ? 300 : 10;
        var random = new Random(third);
        var inTheMiddle = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            // Each at a place of its own in its part of the life.
            var write = random.Next(1 + (kill * Writes / kills), 1 + ((kill + 1) * Writes / kills));
            var path = Path.Combine(EngineHarness.FolderInMemory().FullName, "engine.db");
            var done = await LiveAndDieAsync(path, write);
            inTheMiddle += done < LifeScript.Steps.Count ? 1 : 0;
            Invariants.Check(path, LifeScript.Code);
            Assert.Equal($"{write}:{undisturbed}", $"{write}:{await FinishAsync(path, done)}");
        }

        Assert.True(inTheMiddle >= kills / 2, $"Only {inTheMiddle} of {kills} kills came before the end of the life.");
    }

    /// <summary>The process: lives until its Nth write, printing each step that was acknowledged.</summary>
    internal static async Task RunVictimAsync(string path, int lastWrite, int done)
    {
        using var clock = new SimulatedClock(LifeScript.Begin);
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        var writes = 0;
        await using var engine = await EngineHarness.OpenAsync(path, LifeScript.Code, clock, options => options with
        {
            OnWriting = () =>
            {
                if (Interlocked.Increment(ref writes) == lastWrite)
                    self.Kill();
            },
        });
        await engine.StartAsync(CancellationToken.None);
        await LifeScript.DriveAsync(engine, clock, done, static step => Console.WriteLine(step.ToString(CultureInfo.InvariantCulture)), CancellationToken.None);
    }

    private static async Task<int> LiveAndDieAsync(string path, int write)
    {
        using var process = Victim.Start("life", path, write.ToString(CultureInfo.InvariantCulture), "0");
        using var limit = new CancellationTokenSource(EngineHarness.Limit * 2);
        var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        var steps = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return steps.Length == 0 ? 0 : int.Parse(steps[^1], CultureInfo.InvariantCulture);
    }

    // The killed write was before its commit, so a step that was not told was not taken.
    private static async Task<string> FinishAsync(string path, int done)
    {
        using var clock = new SimulatedClock(LifeScript.Begin + LifeScript.ClockAfter(done));
        await using var engine = await EngineHarness.OpenAsync(path, LifeScript.Code, clock);
        await engine.StartAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(EngineHarness.Limit);
        await LifeScript.DriveAsync(engine, clock, done, static _ => { }, limit.Token);
        var story = await LifeScript.StoryAsync(engine);
        await engine.DisposeAsync();
        Invariants.Check(path, LifeScript.Code);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        return story;
    }
}
