using Conformance.Hosts;
using ConformanceApp.Functions;
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
        const int Events = 40;
        var id = await StartCollectingAsync(Events);
        for (var i = 0; i < Events; i++)
        {
            if (i % 4 == 1)
                await Client.SuspendInstanceAsync(id);
            await Client.RaiseEventAsync(id, "Letter", ((char)('0' + i)).ToString());
            if (i % 4 == 3)
                await Client.ResumeInstanceAsync(id);
        }

        Assert.Equal(string.Concat(Enumerable.Range(0, Events).Select(static i => (char)('0' + i))), (await Client.EndAsync(id)).Output());
    }

    private async Task<string> StartCollectingAsync(int letters)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(CommonFunctions.CollectLetters), letters);
        await Client.StartedAsync(id);
        return id;
    }
}
