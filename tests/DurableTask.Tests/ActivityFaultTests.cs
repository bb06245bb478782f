using System.Diagnostics;
using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace DurableTask.Tests;

/// <summary>F11: an activity that throws, hangs or ends the process every time is tried so often and no oftener; its case is told, and all else goes on. F12: what comes too late is dropped.</summary>
public sealed class ActivityFaultTests
{
    private static readonly TaskOptions ThreeTimes = TaskOptions.FromRetryPolicy(new(3, TimeSpan.FromMilliseconds(1)));

    [Fact]
    public async Task Activity_ThatHangsEveryTime_IsTriedAsOftenAsItsPolicySays_AndTheOthersGoOn()
    {
        var runs = 0;
        var never = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var harness = await EngineHarness.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<string>("Main", static context => context.CallActivityAsync<string>("Hang", ThreeTimes))
                .AddOrchestratorFunc<string>("Other", static context => context.CallActivityAsync<string>("Quick"))
                .AddActivityFunc("Hang", _ =>
                {
                    Interlocked.Increment(ref runs);
                    return never.Task;
                })
                .AddActivityFunc("Quick", static _ => Task.FromResult("quick")),
            change: static options => options with { ActivityTimeout = TimeSpan.FromMilliseconds(80), MaxConcurrentActivities = 1 });
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        var other = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Other");

        // One place only, and a hanging activity gives it back.
        Assert.Equal("quick", (await harness.EndAsync(other)).ReadOutputAs<string>());
        var end = await harness.EndAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Failed, 3), (end.RuntimeStatus, Volatile.Read(ref runs)));
        Assert.Contains("did not end within", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        never.SetResult("too late");
    }

    [Fact]
    public async Task Result_ThatComesAfterTheTimeLimit_IsDroppedAndChangesNothing()
    {
        var late = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var dropped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var harness = await EngineHarness.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<string>("Main", static async context =>
                {
                    try
                    {
                        return await context.CallActivityAsync<string>("Hang");
                    }
                    catch (TaskFailedException failure)
                    {
                        return $"{failure.FailureDetails.ErrorType} {await context.WaitForExternalEvent<string>("Go")}";
                    }
                })
                .AddActivityFunc("Hang", async _ =>
                {
                    var result = await late.Task;
                    dropped.SetResult();
                    return result;
                }),
            change: static options => options with { ActivityTimeout = TimeSpan.FromMilliseconds(50) });
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await harness.RestAsync();
        var before = await harness.StoryAsync(id);
        late.SetResult("too late");
        await dropped.Task.WaitAsync(EngineHarness.Limit);
        await harness.RestAsync();

        Assert.Equal(before, await harness.StoryAsync(id));
        await harness.Client.RaiseEventAsync(id, "Go", "on");
        Assert.Equal("ActivityTimedOut on", (await harness.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Activity_ThatEndsTheProcessEveryTime_IsGivenUpAndShown_AndTheOthersGoOn()
    {
        var folder = Directory.CreateTempSubdirectory("engine-poison-");
        var path = Path.Combine(folder.FullName, "engine.db");
        var lives = 0;
        var last = string.Empty;
        for (; lives < 12 && !last.StartsWith("parked", StringComparison.Ordinal); lives++)
            last = await LiveAsync(path);

        // One life before any is counted, five counted ones, and the one that gives it up.
        Assert.InRange(lives, 4, 8);
        Assert.Equal("parked Failed ActivityGivenUp; innocent ran; other answers", last);
        folder.Delete(recursive: true);
    }

    /// <summary>The process that its own activity ends.</summary>
    internal static async Task RunVictimAsync(string path)
    {
        await using var engine = await EngineHarness.OpenAsync(path, Poison, change: static options => options with { RestartPause = TimeSpan.FromMilliseconds(10) });
        await engine.StartAsync(CancellationToken.None);
        if (await engine.Client.GetInstanceAsync("other") is null)
        {
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("other"));
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("Call", "Innocent", new StartOrchestrationOptions("innocent"));
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("Call", "Poison", new StartOrchestrationOptions("poison"));
        }

        var parked = await engine.Client.WaitForInstanceCompletionAsync("poison", getInputsAndOutputs: true);
        var innocent = await engine.Client.WaitForInstanceCompletionAsync("innocent", getInputsAndOutputs: true);
        await engine.Client.RaiseEventAsync("other", "Go", "answers");
        var other = await engine.Client.WaitForInstanceCompletionAsync("other", getInputsAndOutputs: true);
        Console.WriteLine($"parked {parked.RuntimeStatus} {parked.FailureDetails!.InnerFailure?.ErrorType ?? TypeIn(parked)}; innocent {innocent.ReadOutputAs<string>()}; other {other.ReadOutputAs<string>()}");
    }

    private static string TypeIn(OrchestrationMetadata end)
        => end.FailureDetails!.ErrorMessage.Contains("is not started any more", StringComparison.Ordinal) ? "ActivityGivenUp" : end.FailureDetails.ErrorMessage;

    private static void Poison(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<string, string>("Call", static (context, name) => context.CallActivityAsync<string>(name, ThreeTimes))
        .AddOrchestratorFunc<string>("Wait", static context => context.WaitForExternalEvent<string>("Go"))
        .AddActivityFunc<string>("Poison", static _ =>
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            return new TaskCompletionSource<string>().Task;
        })
        .AddActivityFunc<string>("Innocent", static _ => Task.FromResult("ran"));

    private static async Task<string> LiveAsync(string path)
    {
        using var process = Victim.Start("poison", path);
        using var limit = new CancellationTokenSource(EngineHarness.Limit);
        var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return said.Trim().ToString(CultureInfo.InvariantCulture);
    }
}
