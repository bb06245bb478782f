using ChildProtection.LocalRuntime.Clock;
using ChildProtection.LocalRuntime.DurableTask;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace DurableTask.Tests;

/// <summary>F01: the store fails at the Nth write of a life in which every feature occurs, for every N; the file, opened again, tells the same story in the end.</summary>
public sealed class FaultAtEveryWriteTests(ITestOutputHelper output)
{
    // Every write in the long runs; about a thousand of them, evenly spread, otherwise.
    private const int Points = 1_000;

    [Fact]
    public async Task Engine_ThatCannotWriteAnyMore_TellsTheSameStoryOnceItIsOpenedAgain()
    {
        var (undisturbed, writes) = await LiveAsync(int.MaxValue);
        var step = Environment.GetEnvironmentVariable("CHILDPROTECTION_LONG_TESTS") == "1" ? 1 : Math.Max(1, writes / Points);
        output.WriteLine($"{writes} writes, a fault at every {step}.");
        var points = Enumerable.Range(0, (writes + step - 1) / step).Select(i => 1 + (i * step));
        await Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (n, _) =>
            Assert.Equal($"{n}:{undisturbed}", $"{n}:{(await LiveAsync(n)).Story}"));
    }

    private static async Task<(string Story, int Writes)> LiveAsync(int failingWrite)
    {
        using var clock = new SimulatedClock(LifeScript.Begin);
        using var died = new CancellationTokenSource(EngineHarness.Limit);
        var writes = 0;
        void Count()
        {
            if (Interlocked.Increment(ref writes) < Volatile.Read(ref failingWrite))
                return;
            // On another thread: this one is the writer's, and the engine is closed by whoever is told.
            _ = died.CancelAsync();
            throw new SqliteException("disk I/O error", 10);
        }

        await using var harness = await EngineHarness.StartAsync(LifeScript.Code, clock, options => options with { OnWriting = Count }, folder: EngineHarness.FolderInMemory());
        var done = 0;
        try
        {
            await LifeScript.DriveAsync(harness.Engine, clock, 0, step => done = step, died.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or DurableStoreException)
        {
            Assert.True(writes >= failingWrite, $"{failingWrite}: {error}");
            await harness.Engine.DisposeAsync();
            Invariants.Check(harness.DatabasePath, LifeScript.Code);
            Volatile.Write(ref failingWrite, int.MaxValue);
            await harness.RestartAsync();
            using var limit = new CancellationTokenSource(EngineHarness.Limit);
            await LifeScript.DriveAsync(harness.Engine, clock, done, static _ => { }, limit.Token);
        }

        var story = await LifeScript.StoryAsync(harness.Engine);
        await harness.Engine.DisposeAsync();
        Invariants.Check(harness.DatabasePath, LifeScript.Code);
        return (story, writes);
    }
}
