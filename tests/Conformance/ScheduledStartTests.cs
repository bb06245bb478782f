using Conformance.Hosts;
using ConformanceApp.Functions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

/// <summary>What comes for an instance whose start was scheduled for later, before its time.</summary>
public abstract class ScheduledStartTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task RaiseEvent_BeforeAScheduledStart_IsLost()
    {
        var id = await StartLaterAsync();
        await Client.RaiseEventAsync(id, "Go", "early");
        await Client.StartedAsync(id);

        await Client.RaiseEventAsync(id, "Go", "late");

        Assert.Equal("late", (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task Terminate_BeforeAScheduledStart_DoesNotKeepItFromStarting()
    {
        // A surprise of the official engine: the start waits in a queue, and nothing takes it out.
        var id = await StartLaterAsync();
        await Client.TerminateInstanceAsync(id, "stopped");
        var terminated = await Client.StatusAsync(id, OrchestrationRuntimeStatus.Terminated);
        await Client.StatusAsync(id, OrchestrationRuntimeStatus.Running);

        await Client.RaiseEventAsync(id, "Go", "went");

        Assert.Equal("stopped", terminated.ReadOutputAs<string>());
        Assert.Equal("went", (await Client.StatusAsync(id, OrchestrationRuntimeStatus.Completed)).Output());
    }

    private Task<string> StartLaterAsync() => Client.ScheduleNewOrchestrationInstanceAsync(
        nameof(CommonFunctions.WaitForGo), new StartOrchestrationOptions(StartAt: TimeProvider.System.GetUtcNow().AddSeconds(8)));
}
