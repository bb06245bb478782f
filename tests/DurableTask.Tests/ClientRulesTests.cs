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
        .AddOrchestratorFunc("Sleep", static context => context.CreateTimer(TimeSpan.FromDays(400), CancellationToken.None))
        .AddOrchestratorFunc<string>("Parent", static context =>
            context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "the-child")));
}
