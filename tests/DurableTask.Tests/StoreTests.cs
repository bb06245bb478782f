using ChildProtection.LocalRuntime.DurableTask;
using ChildProtection.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;

namespace DurableTask.Tests;

/// <summary>Who owns the file, what one commit holds, and what happens when the file cannot be written.</summary>
public sealed class StoreTests
{
    [Fact]
    public async Task Open_OfAFileThatAnotherEngineOwns_IsRefused()
    {
        await using var harness = await EngineHarness.StartAsync(Waiter);

        var error = await Assert.ThrowsAsync<DurableStoreException>(() => EngineHarness.OpenAsync(harness.DatabasePath, Waiter));
        Assert.Contains("owned by another process", error.Message, StringComparison.Ordinal);
        Assert.Contains(harness.DatabasePath, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OfANewerVersion_IsRefusedAndNothingIsChanged()
    {
        await using var harness = await EngineHarness.StartAsync(Waiter);
        await harness.Engine.DisposeAsync();
        await using (var connection = new SqliteConnection($"Data Source={harness.DatabasePath};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "pragma user_version=99";
            await command.ExecuteNonQueryAsync();
        }

        var error = await Assert.ThrowsAsync<DurableStoreException>(() => EngineHarness.OpenAsync(harness.DatabasePath, Waiter));
        Assert.Contains("version 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_ThatMeetARunningCommit_ShareTheNextOne()
    {
        using var gate = new ManualResetEventSlim();
        using var inCommit = new ManualResetEventSlim();
        await using var harness = await EngineHarness.StartAsync(Waiter, change: options => options with
        {
            OnCommitting = () =>
            {
                inCommit.Set();
                gate.Wait();
            },
        });
        var first = harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        inCommit.Wait();
        var others = Enumerable.Range(0, 50).Select(_ => harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait")).ToArray();
        Assert.All(others, static call => Assert.False(call.IsCompleted));
        gate.Set();
        await Task.WhenAll([first, .. others]);

        // The first, the one that collected the others, and one more for those given after that one was closed.
        Assert.InRange(harness.Engine.Commits, 2, 3);
    }

    [Fact]
    public async Task Calls_WhileTheDiskIsFull_FailAndHealthSaysWhy_UntilThereIsRoom()
    {
        var full = false;
        await using var harness = await EngineHarness.StartAsync(Waiter, change: options => options with
        {
            OnCommitting = () =>
            {
                if (Volatile.Read(ref full))
                    throw new SqliteException("database or disk is full", 13);
            },
        });
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        Volatile.Write(ref full, true);

        await Assert.ThrowsAsync<DurableStoreException>(() => harness.Client.RaiseEventAsync(id, "Go", "lost"));
        Assert.False(harness.Engine.Health.Writable);
        Assert.Contains("disk is full", harness.Engine.Health.Reason, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DurableStoreException>(() => harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait"));

        Volatile.Write(ref full, false);
        await Until.TrueAsync("it can be written to again", () => harness.Engine.Health.Writable);
        await harness.Client.RaiseEventAsync(id, "Go", "repeated");
        Assert.Equal("repeated", (await harness.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ActivityResult_ThatCouldNotBeStored_IsKeptAndNotRunAgain()
    {
        var runs = 0;
        var failOnce = 0;
        await using var harness = await EngineHarness.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<string>("Main", static context => context.CallActivityAsync<string>("Once"))
                .AddActivityFunc<string>("Once", _ =>
                {
                    runs++;
                    Volatile.Write(ref failOnce, 1);
                    return Task.FromResult("done");
                }),
            change: options => options with
            {
                OnCommitting = () =>
                {
                    if (Interlocked.Exchange(ref failOnce, 0) == 1)
                        throw new SqliteException("disk I/O error", 10);
                },
            });
        var end = await harness.EndAsync(await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main"));

        Assert.Equal(("done", 1), (end.ReadOutputAs<string>(), runs));
    }

    [Fact]
    public async Task Activity_RunningWhenTheProcessEnds_RunsAgainAfterTheNextStart()
    {
        var runs = 0;
        using var running = new SemaphoreSlim(0);
        var never = new TaskCompletionSource<string>();
        void Code(DurableTaskRegistry tasks) => tasks
            .AddOrchestratorFunc<string>("Main", static context => context.CallActivityAsync<string>("Slow"))
            .AddActivityFunc<string>("Slow", _ =>
            {
                running.Release();
                return Interlocked.Increment(ref runs) == 1 ? never.Task : Task.FromResult("second run");
            });
        await using var harness = await EngineHarness.StartAsync(Code);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        Assert.True(await running.WaitAsync(EngineHarness.Limit));
        await harness.RestartAsync();

        Assert.Equal("second run", (await harness.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(2, runs);
        never.SetResult("too late");
    }

    [Fact]
    public async Task Stop_LetsARunningActivityFinishAndStoresItsResult()
    {
        var runs = 0;
        using var running = new SemaphoreSlim(0);
        var release = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Code(DurableTaskRegistry tasks) => tasks
            .AddOrchestratorFunc<string>("Main", static context => context.CallActivityAsync<string>("Slow"))
            .AddActivityFunc<string>("Slow", _ =>
            {
                runs++;
                running.Release();
                return release.Task;
            });
        await using var harness = await EngineHarness.StartAsync(Code);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        Assert.True(await running.WaitAsync(EngineHarness.Limit));
        var stopped = harness.Engine.StopAsync(CancellationToken.None);
        release.SetResult("finished");
        await stopped;
        await harness.RestartAsync();

        Assert.Equal(("finished", 1), ((await harness.EndAsync(id)).ReadOutputAs<string>(), runs));
    }

    [Fact]
    public async Task Activities_BeyondTheLimit_WaitForTheirTurn()
    {
        var (running, most) = (0, 0);
        await using var harness = await EngineHarness.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("Main", static context => Task.WhenAll(Enumerable.Range(0, 40).Select(_ => context.CallActivityAsync("Count"))))
                .AddActivityFunc("Count", async _ =>
                {
                    var now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                }),
            change: static options => options with { MaxConcurrentActivities = 3 });
        await harness.EndAsync(await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main"));

        Assert.InRange(most, 1, 3);

        static void InterlockedMax(ref int target, int value)
        {
            for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
                Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    private static void Waiter(DurableTaskRegistry tasks)
        => tasks.AddOrchestratorFunc<string>("Wait", static context => context.WaitForExternalEvent<string>("Go"));
}
