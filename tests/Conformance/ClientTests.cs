using System.Globalization;
using Conformance.Hosts;
using ConformanceApp.Functions;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

public abstract class ClientTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task GetInstance_OfAnUnknownId_GivesNull() => Assert.Null(await Client.GetInstanceAsync(NewId("nobody")));

    [EngineFact]
    public async Task GetInstance_WithoutInputsAndOutputs_LeavesTheTextsOut()
    {
        var end = await Client.RunAsync(nameof(CommonFunctions.EchoInput), "text");

        var lean = await Client.GetInstanceAsync(end.InstanceId);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, lean!.RuntimeStatus);
        Assert.Null(lean.SerializedInput);
        Assert.Throws<InvalidOperationException>(() => lean.ReadOutputAs<string>());
        Assert.Equal(("text", "text"), (end.ReadInputAs<string>(), end.ReadOutputAs<string>()));
    }

    [EngineFact]
    public async Task SetCustomStatus_IsSeenWhileRunning()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(ClientFunctions.TellStatusWhileWaiting));
        var waiting = await Client.ReachedAsync(id, "waiting");
        await Client.RaiseEventAsync(id, "Go");

        Assert.Equal(OrchestrationRuntimeStatus.Running, waiting.RuntimeStatus);
        Assert.Equal("done", (await Client.EndAsync(id)).ReadCustomStatusAs<string>());
    }

    [EngineFact]
    public async Task WaitForInstance_GivesItsStartAndItsEnd()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(CommonFunctions.WaitForGo));
        var started = await Client.WaitForInstanceStartAsync(id, limit.Token);
        await Client.RaiseEventAsync(id, "Go", "gone");

        var end = await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);

        Assert.Equal(OrchestrationRuntimeStatus.Running, started.RuntimeStatus);
        Assert.Equal("gone", end.Output());
    }

    [EngineFact]
    public async Task Terminate_EndsAWaitingInstanceWithTheOutput()
    {
        var id = await Client.StartAsync(nameof(CommonFunctions.WaitForGo));
        await Client.TerminateInstanceAsync(id, "stopped");

        var end = await Client.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, end.RuntimeStatus);
        Assert.Equal("stopped", end.ReadOutputAs<string>());
    }

    [EngineFact]
    public async Task Terminate_WithARecordAsOutput_GivesItBack()
    {
        var id = await Client.StartAsync(nameof(CommonFunctions.WaitForGo));
        await Client.TerminateInstanceAsync(id, new TerminateInstanceOptions(new Reason("closed", 3)));

        Assert.Equal(new Reason("closed", 3), (await Client.EndAsync(id)).ReadOutputAs<Reason>());
    }

    [EngineFact]
    public async Task Schedule_ForLater_IsPendingUntilItsTime()
    {
        var at = TimeProvider.System.GetUtcNow().AddSeconds(3);
        var options = new StartOrchestrationOptions(StartAt: at);
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(ClientFunctions.TellTime), options);

        var began = DateTime.Parse((await Client.EndAsync(id)).Output(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

        // Queues count whole seconds: the official engine drops the fraction.
        Assert.True(began >= at.UtcDateTime.AddSeconds(-1), $"began at {began:o}, asked for {at:o}");
    }

    [EngineFact]
    public async Task Schedule_WithTheIdOfAnEndedInstance_ReplacesIt()
    {
        var options = new StartOrchestrationOptions(NewId("again"));
        await Client.ScheduleNewOrchestrationInstanceAsync(nameof(CommonFunctions.EchoInput), "first", options);
        var first = await Client.EndAsync(options.InstanceId!);
        await Client.ScheduleNewOrchestrationInstanceAsync(nameof(ClientFunctions.TellStatusWhileWaiting), options);
        await Client.ReachedAsync(options.InstanceId!, "waiting");
        await Client.RaiseEventAsync(options.InstanceId!, "Go");

        Assert.Equal("first", first.Output());
        Assert.Equal("end", (await Client.EndAsync(options.InstanceId!)).Output());
    }

    [EngineFact]
    public async Task Schedule_WithTheIdOfARunningInstance_IsRefused()
    {
        var options = new StartOrchestrationOptions(NewId("twice"));
        await Client.ScheduleNewOrchestrationInstanceAsync(nameof(CommonFunctions.WaitForGo), options);
        await Client.StartedAsync(options.InstanceId!);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => Client.ScheduleNewOrchestrationInstanceAsync(nameof(CommonFunctions.WaitForGo), options));

        await Client.RaiseEventAsync(options.InstanceId!, "Go", "the first");
        Assert.Equal("the first", (await Client.EndAsync(options.InstanceId!)).Output());
    }

    private sealed record Reason(string Text, int Number);
}
