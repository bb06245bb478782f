using ChildProtection.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace DurableTask.Tests;

/// <summary>The rules of the Azure Storage provider that its in-process test host does not have (azure-semantics A4, A10).</summary>
public sealed class ClientRulesTests
{
    [Fact]
    public async Task Schedule_WithTheIdOfARunningInstance_IsRefused()
    {
        await using var harness = await EngineHarness.StartAsync(Code);
        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("one"));

        var error = await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("one")));
        Assert.Contains("'one'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schedule_TwentyTimesAtOnceWithOneId_StartsOne()
    {
        await using var harness = await EngineHarness.StartAsync(Code);
        var calls = Enumerable.Range(0, 20).Select(_ => harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("one"))).ToArray();
        await Task.WhenAll(calls.Select(static call => call.ContinueWith(static _ => { }, TaskScheduler.Default)));

        var started = calls.Count(static call => call.IsCompletedSuccessfully);
        Assert.True(started == 1, $"{started} of the calls started an instance");
    }

    [Theory]
    [InlineData("@at")]
    [InlineData("a/b")]
    [InlineData("a#b")]
    [InlineData("a\nb")]
    [InlineData("")]
    public async Task Schedule_WithAnIdThatIsNone_IsRefused(string id)
    {
        await using var harness = await EngineHarness.StartAsync(Code);

        await Assert.ThrowsAsync<ArgumentException>(() => harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions(id)));
    }

    [Fact]
    public async Task RaiseEvent_ToAnUnknownInstance_IsRefused()
    {
        await using var harness = await EngineHarness.StartAsync(Code);

        var error = await Assert.ThrowsAsync<ArgumentException>(() => harness.Client.RaiseEventAsync("nobody", "Go"));
        Assert.Contains("No instance with ID 'nobody' was found.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RaiseEventAndTerminate_ToAnEndedInstance_AreRefused()
    {
        await using var harness = await EngineHarness.StartAsync(Code);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await harness.Client.RaiseEventAsync(id, "Go", "on");
        await harness.EndAsync(id);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Client.RaiseEventAsync(id, "Go"));
        Assert.Equal($"Cannot raise event Go for orchestration instance {id} because instance is in Completed state.", error.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Client.TerminateInstanceAsync(id));
    }

    [Fact]
    public async Task Terminate_Recursive_EndsTheChildrenToo()
    {
        await using var harness = await EngineHarness.StartAsync(Code);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Parent");
        await harness.RestAsync();
        await harness.RestartAsync();
        await harness.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("stop", Recursive: true));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await harness.EndAsync(id)).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await harness.EndAsync("the-child")).RuntimeStatus);
    }

    [Fact]
    public async Task Terminate_OfAnInstanceWithATimer_LeavesNoTimerBehind()
    {
        await using var harness = await EngineHarness.StartAsync(Code);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Sleep");
        await harness.RestAsync();
        Assert.NotNull(harness.Engine.NextTimerAt);
        await harness.Client.TerminateInstanceAsync(id);
        await harness.RestAsync();

        Assert.Null(harness.Engine.NextTimerAt);
    }

    [Fact]
    public async Task SuspendAndResume_OfUnknownAndEndedInstances_AreRefused()
    {
        await using var harness = await EngineHarness.StartAsync(Code);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await harness.Client.RaiseEventAsync(id, "Go", "on");
        await harness.EndAsync(id);

        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Client.SuspendInstanceAsync(id));
        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Client.ResumeInstanceAsync(id));
        await Assert.ThrowsAsync<ArgumentException>(() => harness.Client.SuspendInstanceAsync("nobody"));
    }

    [Fact]
    public async Task Suspend_LastsOverARestart_AndKeepsWhatCameMeanwhile()
    {
        var runs = 0;
        var release = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var harness = await EngineHarness.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string>("Main", static async context =>
                await context.CallActivityAsync<string>("Once") + await context.WaitForExternalEvent<string>("Go"))
            .AddActivityFunc("Once", _ =>
            {
                Interlocked.Increment(ref runs);
                return release.Task;
            }));
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await Until.TrueAsync("the activity runs", () => Volatile.Read(ref runs) == 1);
        await harness.Client.SuspendInstanceAsync(id);
        release.SetResult("once ");
        await harness.Client.RaiseEventAsync(id, "Go", "and on");
        await harness.RestAsync();
        await harness.RestartAsync();
        await harness.RestAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await harness.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await harness.Client.ResumeInstanceAsync(id);

        // The result was stored while the instance was suspended: the activity is not run again.
        Assert.Equal(("once and on", 1), ((await harness.EndAsync(id)).ReadOutputAs<string>(), runs));
    }

    [Fact]
    public async Task Purge_Recursive_RemovesTheChildrenToo()
    {
        await using var harness = await EngineHarness.StartAsync(Code);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Parent");
        await harness.RestAsync();
        await harness.Client.RaiseEventAsync("the-child", "Go", "on");
        await harness.EndAsync(id);

        Assert.Equal(2, (await harness.Client.PurgeInstanceAsync(id, new PurgeInstanceOptions(Recursive: true))).PurgedInstanceCount);
        Assert.Null(await harness.Client.GetInstanceAsync("the-child"));
        await Assert.ThrowsAsync<ArgumentException>(() => harness.Client.RaiseEventAsync(id, "Go"));
        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("the-child"));
        await harness.Client.RaiseEventAsync("the-child", "Go", "a new one");
        Assert.Equal("a new one", (await harness.EndAsync("the-child")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending, false)]
    [InlineData(OrchestrationRuntimeStatus.Running, false)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, false)]
    [InlineData(OrchestrationRuntimeStatus.Completed, true)]
    [InlineData(OrchestrationRuntimeStatus.Failed, true)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, true)]
    public async Task ScheduleAndRestart_UnderAnIdInEveryState_ReplaceOnlyWhatHasEnded(OrchestrationRuntimeStatus status, bool replaced)
    {
        await using var harness = await EngineHarness.StartAsync(Code);
        await ReachAsync(harness, "one", status);

        Assert.Equal(replaced, await Record.ExceptionAsync(() => harness.Client.RestartAsync("one")) is null);
        await ReachAsync(harness, "two", status);
        Assert.Equal(replaced, await Record.ExceptionAsync(() =>
            harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("two"))) is null);
        if (replaced)
            Assert.Equal(OrchestrationRuntimeStatus.Running, (await harness.Client.WaitForInstanceStartAsync("two")).RuntimeStatus);
        else
            Assert.Equal(status, (await harness.Client.GetInstanceAsync("two"))!.RuntimeStatus);
    }

    private static async Task ReachAsync(EngineHarness harness, string id, OrchestrationRuntimeStatus status)
    {
        var later = status == OrchestrationRuntimeStatus.Pending ? TimeProvider.System.GetUtcNow().AddDays(1) : (DateTimeOffset?)null;
        await harness.Client.ScheduleNewOrchestrationInstanceAsync(
            status == OrchestrationRuntimeStatus.Failed ? "Break" : "Wait", new StartOrchestrationOptions(id, later));
        if (status == OrchestrationRuntimeStatus.Suspended)
            await harness.Client.SuspendInstanceAsync(id);
        if (status == OrchestrationRuntimeStatus.Completed)
            await harness.Client.RaiseEventAsync(id, "Go", "on");
        if (status == OrchestrationRuntimeStatus.Terminated)
            await harness.Client.TerminateInstanceAsync(id);
        await harness.RestAsync();
        Assert.Equal(status, (await harness.Client.GetInstanceAsync(id))!.RuntimeStatus);
    }

    [Fact]
    public async Task History_IsGaplessAndTellsWhatHappened()
    {
        await using var harness = await EngineHarness.StartAsync(Code);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await harness.Client.RaiseEventAsync(id, "Go", "on");
        await harness.EndAsync(id);

        var history = (await harness.Engine.ReadHistoryAsync(id, CancellationToken.None))!;
        Assert.Equal(Enumerable.Range(0, history.Events.Count).Select(static i => (long)i), history.Events.Select(static e => e.Sequence));
        Assert.Equal("ExecutionStarted EventRaised ExecutionCompleted", string.Join(' ', history.Events.Select(static e => e.Kind).Where(static k => k != "OrchestratorStarted")));
        Assert.Null(await harness.Engine.ReadHistoryAsync("nobody", CancellationToken.None));
    }

    private static void Code(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<string>("Wait", static context => context.WaitForExternalEvent<string>("Go"))
        .AddOrchestratorFunc<string>("Break", static Task<string> (_) => throw new InvalidOperationException("broken"))
        .AddOrchestratorFunc("Sleep", static context => context.CreateTimer(TimeSpan.FromDays(400), CancellationToken.None))
        .AddOrchestratorFunc<string>("Parent", static context =>
            context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "the-child")));
}
