using Conformance.Hosts;
using ConformanceApp.Functions;
using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace Conformance;

public abstract class SuspensionTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task Suspend_HoldsEventsBack_UntilResumed_AndKeepsTheirOrder()
    {
        var id = await StartCollectingAsync(3);
        await Client.SuspendInstanceAsync(id, "stop a while");
        await Client.StatusAsync(id, OrchestrationRuntimeStatus.Suspended);
        foreach (var letter in new[] { "a", "b", "c" })
            await Client.RaiseEventAsync(id, "Letter", letter);
        var meanwhile = await Client.GetInstanceAsync(id);
        await Client.ResumeInstanceAsync(id, "go on");

        Assert.Equal(OrchestrationRuntimeStatus.Suspended, meanwhile!.RuntimeStatus);
        Assert.Equal("abc", (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task Suspend_WithATimerAndAnActivityUnderWay_LosesNeither()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(SuspensionFunctions.WaitForTimerAndGate));
        await Client.ReachedAsync(id, "waiting");
        await Client.SuspendInstanceAsync(id);
        await Client.StatusAsync(id, OrchestrationRuntimeStatus.Suspended);
        await Client.RunAsync(nameof(SuspensionFunctions.OpenGateFor), id);
        await Client.ResumeInstanceAsync(id);

        Assert.Equal("kept", (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task Terminate_OfASuspendedInstance_EndsIt()
    {
        var id = await StartCollectingAsync(1);
        await Client.SuspendInstanceAsync(id);
        await Client.StatusAsync(id, OrchestrationRuntimeStatus.Suspended);
        await Client.TerminateInstanceAsync(id, "enough");

        var end = await Client.EndAsync(id);

        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "enough"), (end.RuntimeStatus, end.ReadOutputAs<string>()));
    }

    [EngineFact]
    public async Task SuspendAndResume_ManyTimesAmongEvents_LosesNone()
    {
        const string Letters = "abcdefghijklmnop";
        var id = await StartCollectingAsync(Letters.Length);
        foreach (var four in Letters.Chunk(4))
        {
            await RaiseAsync(four[0]);
            await Client.SuspendInstanceAsync(id);
            await RaiseAsync(four[1]);
            await Client.StatusAsync(id, OrchestrationRuntimeStatus.Suspended);
            await RaiseAsync(four[2]);
            await Client.ResumeInstanceAsync(id);
            await RaiseAsync(four[3]);
            await Client.FoundAsync(id, "has resumed", static found => found.RuntimeStatus != OrchestrationRuntimeStatus.Suspended);
        }

        Assert.Equal(Letters, (await Client.EndAsync(id)).Output());

        Task RaiseAsync(char letter) => Client.RaiseEventAsync(id, "Letter", letter.ToString());
    }

    [EngineFact]
    public async Task Suspend_OfASuspendedInstance_IsRefused()
    {
        var id = await StartCollectingAsync(1);
        await Client.SuspendInstanceAsync(id);
        await Client.StatusAsync(id, OrchestrationRuntimeStatus.Suspended);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => Client.SuspendInstanceAsync(id));

        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
    }

    private async Task<string> StartCollectingAsync(int letters)
    {
        var id = await Client.StartAsync(nameof(CommonFunctions.CollectLetters), letters);
        return id;
    }
}
