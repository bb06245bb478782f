using ChildProtection.LocalRuntime.Clock;
using ChildProtection.LocalRuntime.DurableTask;
using Microsoft.DurableTask.Client;

namespace DurableTask.Tests;

/// <summary>F01: the engine ends after the Nth store write, for every N of the script, before and after the write itself.</summary>
public sealed class CrashPointTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Engine_EndingAtAnyWrite_TellsTheSameStoryInTheEnd(bool beforeTheWrite)
    {
        var (undisturbed, writes) = await RunAsync(int.MaxValue, beforeTheWrite);
        Assert.True(writes > 5, $"the script made only {writes} writes");

        for (var n = 1; n <= writes; n++)
            Assert.Equal($"{n}:{undisturbed}", $"{n}:{(await RunAsync(n, beforeTheWrite)).Story}");
    }

    private static async Task<(string Story, int Writes)> RunAsync(int failingWrite, bool beforeTheWrite)
    {
        using var clock = new SimulatedClock(CaseScript.Begin);
        using var died = new CancellationTokenSource();
        var writes = 0;
        void Count()
        {
            if (Interlocked.Increment(ref writes) < failingWrite)
                return;
            // On another thread: this one is the writer's, and the engine is closed by whoever is told.
            _ = died.CancelAsync();
            throw new IOException("The process ends here.");
        }

        await using var harness = await EngineHarness.StartAsync(
            CaseScript.Code, clock, options => beforeTheWrite ? options with { OnCommitting = Count } : options with { OnCommitted = Count });
        try
        {
            await CaseScript.DriveAsync(harness.Engine, clock, died.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or DurableStoreException)
        {
            // As a kill would: nothing more is written by this engine, and the next one begins from the file.
            Assert.True(writes >= failingWrite, error.Message);
            failingWrite = int.MaxValue;
            await harness.RestartAsync();
            using var limit = new CancellationTokenSource(EngineHarness.Limit);
            await CaseScript.DriveAsync(harness.Engine, clock, limit.Token);
        }

        var end = await harness.EndAsync(CaseScript.Id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        return ($"{end.ReadOutputAs<string>()} {end.ReadCustomStatusAs<string>()}\n{await harness.StoryAsync(CaseScript.Id)}", writes);
    }
}
