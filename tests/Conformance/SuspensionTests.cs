using Conformance.Hosts;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

public sealed class SuspensionTests
{
    [Fact]
    public async Task Suspend_HoldsEventsBack_UntilResumed_AndKeepsTheirOrder()
    {
        await using var host = await ConformanceHost.StartAsync(Collect);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 3);
        await host.Client.WaitForInstanceStartAsync(id);
        await host.Client.SuspendInstanceAsync(id, "stop a while");
        await Running.StatusAsync(host.Client, id, OrchestrationRuntimeStatus.Suspended);
        foreach (var letter in new[] { "a", "b", "c" })
            await host.Client.RaiseEventAsync(id, "Letter", letter);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await host.Client.ResumeInstanceAsync(id, "go on");

        Assert.Equal("abc", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task Suspend_WithATimerAndAnActivityUnderWay_LosesNeither()
    {
        var release = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await ConformanceHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string>("Main", static async context =>
            {
                var timer = context.CreateTimer(TimeSpan.FromMilliseconds(50), CancellationToken.None);
                var result = context.CallActivityAsync<string>("Slow");
                context.SetCustomStatus("waiting");
                await timer;
                return await result;
            })
            .AddActivityFunc("Slow", _ => release.Task));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.Client.ReachedAsync(id, "waiting");
        await host.Client.SuspendInstanceAsync(id);
        await Running.StatusAsync(host.Client, id, OrchestrationRuntimeStatus.Suspended);
        release.SetResult("kept");
        await host.Client.ResumeInstanceAsync(id);

        Assert.Equal("kept", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task Terminate_OfASuspendedInstance_EndsIt()
    {
        await using var host = await ConformanceHost.StartAsync(Collect);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 1);
        await host.Client.WaitForInstanceStartAsync(id);
        await host.Client.SuspendInstanceAsync(id);
        await Running.StatusAsync(host.Client, id, OrchestrationRuntimeStatus.Suspended);
        await host.Client.TerminateInstanceAsync(id, "enough");

        var end = await host.Client.EndAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "enough"), (end.RuntimeStatus, end.ReadOutputAs<string>()));
    }

    [Fact]
    public async Task SuspendAndResume_ManyTimesAmongEvents_LosesNone()
    {
        const int Events = 40;
        await using var host = await ConformanceHost.StartAsync(Collect);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Collect", Events);
        await host.Client.WaitForInstanceStartAsync(id);
        for (var i = 0; i < Events; i++)
        {
            if (i % 4 == 1)
                await host.Client.SuspendInstanceAsync(id);
            await host.Client.RaiseEventAsync(id, "Letter", ((char)('0' + i)).ToString());
            if (i % 4 == 3)
                await host.Client.ResumeInstanceAsync(id);
        }

        Assert.Equal(string.Concat(Enumerable.Range(0, Events).Select(static i => (char)('0' + i))), (await host.Client.EndAsync(id)).Output());
    }

    private static void Collect(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc<int, string>("Collect", static async (context, count) =>
    {
        var all = string.Empty;
        while (all.Length < count)
            all += await context.WaitForExternalEvent<string>("Letter");
        return all;
    });
}
