using Conformance.Hosts;
using ConformanceApp.Functions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

public abstract class ManagementTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task Purge_OfAnEndedInstance_RemovesIt()
    {
        var id = (await Client.RunAsync(nameof(CommonFunctions.EchoInput), "text")).InstanceId;

        var purged = await Client.PurgeInstanceAsync(id);

        Assert.Equal(1, purged.PurgedInstanceCount);
        Assert.Null(await Client.GetInstanceAsync(id));
        Assert.Equal(0, (await Client.PurgeInstanceAsync(id)).PurgedInstanceCount);
    }

    [EngineFact]
    public async Task Purge_OfARunningInstance_IsRefused()
    {
        var id = await Client.StartAsync(nameof(CommonFunctions.WaitForGo));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Client.PurgeInstanceAsync(id));

        await Client.RaiseEventAsync(id, "Go", "still there");
        Assert.Equal("still there", (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task PurgeAll_ByFilter_RemovesWhatItSelects()
    {
        // Other tests' instances end meanwhile: the times of creation tell these two from them, to the tick.
        var ended = await Client.RunAsync(nameof(CommonFunctions.EchoInput), "text");
        var id = await Client.StartAsync(nameof(CommonFunctions.WaitForGo));
        await Client.TerminateInstanceAsync(id);
        var terminated = await Client.EndAsync(id);

        Assert.Equal(0, await PurgeAsync(terminated.CreatedAt, terminated.CreatedAt));
        Assert.Equal(1, await PurgeAsync(ended.CreatedAt, ended.CreatedAt));
        Assert.Null(await Client.GetInstanceAsync(ended.InstanceId));
        Assert.NotNull(await Client.GetInstanceAsync(id));

        async Task<int> PurgeAsync(DateTimeOffset from, DateTimeOffset to) =>
            (await Client.PurgeAllInstancesAsync(new(from, to, [OrchestrationRuntimeStatus.Completed]))).PurgedInstanceCount;
    }

    [EngineFact]
    public async Task Restart_UnderANewId_RunsAgainWithTheSameInput()
    {
        var first = await Client.RunAsync(nameof(CommonFunctions.EchoInput), "text");

        var again = await Client.RestartAsync(first.InstanceId, restartWithNewInstanceId: true);

        Assert.NotEqual(first.InstanceId, again);
        Assert.Equal("text", (await Client.EndAsync(again)).Output());
        Assert.Equal("text", (await Client.EndAsync(first.InstanceId)).Output());
    }

    [EngineFact]
    public async Task Restart_OfAnUnknownInstance_IsRefused()
    {
        var id = NewId("nobody");

        var error = await Assert.ThrowsAsync<ArgumentException>(() => Client.RestartAsync(id));

        Assert.Contains(id, error.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Tags_AreGivenBackWithTheMetadata()
    {
        var tags = new Dictionary<string, string> { ["team"] = "north", ["kind"] = "trial" };
        var options = new StartOrchestrationOptions { Tags = tags };
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(CommonFunctions.EchoInput), "text", options);

        Assert.Equal(tags, (await Client.EndAsync(id)).Tags);
    }
}
