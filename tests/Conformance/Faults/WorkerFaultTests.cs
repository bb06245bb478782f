using ChildProtection.Tests.Support;
using Conformance.Hosts;
using ConformanceApp.Functions;
using LocalHost.Worker;
using Microsoft.DurableTask.Client;

namespace Conformance.Faults;

/// <summary>F11: an activity that throws, hangs or ends the process is tried a bounded number of times, and the others go on.</summary>
public abstract class WorkerFaultTests<TEngine>(HarmedEngine<TEngine> engine) : IClassFixture<HarmedEngine<TEngine>>
    where TEngine : IHostedEngine
{
    private DurableHost Host => engine.Host;

    [Theory]
    [InlineData(Fault.Throws, 0)]
    [InlineData(Fault.Hangs, 2)]
    [InlineData(Fault.EndsTheProcess, 2)]
    public async Task Activity_ThatGoesWrongEveryTime_IsTriedAsOftenAsItMay_AndTheOthersGoOn(Fault fault, int workersLost)
    {
        var other = await Host.Client.StartAsync(nameof(CommonFunctions.WaitForGo));
        var starts = Host.Worker.Status.Starts;
        var (trace, attempts) = Trace();

        var end = await Host.Client.RunAsync(
            nameof(FaultFunctions.CallFaultyActivity), new FaultPlan(trace, fault, Faults: 9, Attempts: 2));

        Assert.Equal("parked", end.Output());
        Assert.Equal(2, attempts());
        await Host.Client.RaiseEventAsync(other, "Go", "goes on");
        Assert.Equal("goes on", (await Host.Client.EndAsync(other)).Output());
        // Nothing starts the worker again once the activity is given up.
        await Until.TrueAsync("the worker runs", () => Host.Worker.Status.Phase == WorkerPhase.Running);
        Assert.Equal(starts + workersLost, Host.Worker.Status.Starts);
    }

    [Fact]
    public async Task Activity_WhoseWorkerIsKilled_IsTriedAgainByItsPolicy()
    {
        var (trace, attempts) = Trace();
        var plan = new FaultPlan(trace, Fault.Hangs, Faults: 1, Attempts: 3);
        var id = await Host.Client.StartAsync(nameof(FaultFunctions.CallFaultyActivity), plan);
        await Until.TrueAsync("the activity runs", () => attempts() == 1);

        Host.KillWorker();

        Assert.Equal("done", (await Host.Client.EndAsync(id)).Output());
        Assert.Equal(2, attempts());
    }

    [Fact]
    public async Task Activity_WhoseWorkerIsKilled_FailsWhereNothingTriesItAgain()
    {
        var (trace, attempts) = Trace();
        var plan = new FilePlan(trace, AwaitedFile: trace + ".never");
        var id = await Host.Client.StartAsync(nameof(FaultFunctions.CallWaitingActivity), plan);
        await Until.TrueAsync("the activity runs", () => attempts() == 1);

        Host.KillWorker();

        var end = await Host.Client.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(1, attempts());
    }

    [Fact]
    public async Task Orchestrator_WhoseWorkerIsKilled_RunsAgainOnTheNext()
    {
        var (trace, attempts) = Trace();
        var id = await Host.Client.StartAsync(nameof(FaultFunctions.HoldItsSecondTurn), trace);
        await Until.TrueAsync("the second turn runs", () => attempts() == 1);

        Host.KillWorker();

        Assert.Equal("went on", (await Host.Client.EndAsync(id)).Output());
        Assert.Equal(2, attempts());
    }

    /// <summary>The file that counts attempts, and how many it has counted.</summary>
    private (string Trace, Func<int> Attempts) Trace()
    {
        var trace = engine.NewFile();
        return (trace, () => File.Exists(trace) ? (int)new FileInfo(trace).Length : 0);
    }
}
