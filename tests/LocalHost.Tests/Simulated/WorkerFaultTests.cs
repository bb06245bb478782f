using ChildProtection.Tests.Support;
using LocalHost.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Simulated;

/// <summary>F11: what throws, hangs or ends the worker is tried a bounded number of times; F12: what comes too late is dropped.</summary>
public sealed class WorkerFaultTests
{
    private static readonly TaskOptions ThreeTimes = TaskOptions.FromRetryPolicy(new(3, TimeSpan.FromMilliseconds(1)));

    [Fact]
    public async Task Worker_ThatEndsUnderAnActivity_FailsTheAttempt_AndThePolicyTriesAgain()
    {
        var (started, runs) = (NewGate(), 0);
        var worker = Code();
        worker.Activity<object?>("Call", _ =>
        {
            if (Interlocked.Increment(ref runs) > 1)
                return Task.FromResult<object?>("done");
            started.SetResult("");
            return NewGate().Task;
        });
        await using var simulation = await Simulation.StartAsync(worker);
        var id = await simulation.StartAsync("CallThreeTimes");
        await started.Task;

        worker.EndWorker();
        worker.StartWorker();

        Assert.Equal("done", (await simulation.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Worker_ThatEndsUnderAnActivityWithoutAPolicy_FailsTheCallWithThatReason()
    {
        var started = NewGate();
        var worker = Code();
        worker.Activity<object?>("Call", _ =>
        {
            started.SetResult("");
            return NewGate().Task;
        });
        await using var simulation = await Simulation.StartAsync(worker);
        var id = await simulation.StartAsync("CallOnce");
        await started.Task;

        worker.EndWorker();
        worker.StartWorker();

        var reason = (await simulation.EndAsync(id)).ReadOutputAs<string>();
        Assert.Equal("Exception while executing function: Functions.Call: The worker ended.", reason);
    }

    [Fact]
    public async Task Activity_ThatEndsItsWorkerEveryTime_IsTriedAsOftenAsItsPolicySays_AndTheOthersGoOn()
    {
        var runs = 0;
        var worker = Code();
        worker.Activity<object?>("Call", _ =>
        {
            Interlocked.Increment(ref runs);
            worker.EndWorker();
            worker.StartWorker();
            return NewGate().Task;
        });
        await using var simulation = await Simulation.StartAsync(worker);
        var poison = await simulation.StartAsync("CallThreeTimes");
        var other = await simulation.StartAsync("Wait");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await simulation.EndAsync(poison)).RuntimeStatus);
        Assert.Equal(3, runs);
        await simulation.Client.RaiseEventAsync(other, "Go", "goes on");
        Assert.Equal("goes on", (await simulation.EndAsync(other)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Orchestrator_WhoseWorkerEnds_RunsAgainOnTheNextOne()
    {
        var (runs, worker) = (0, Code());
        worker.Orchestrator<string>("Main", context =>
        {
            if (Interlocked.Increment(ref runs) == 1)
                EndUnder(worker);
            return Task.FromResult("done");
        });
        await using var simulation = await Simulation.StartAsync(worker);

        Assert.Equal("done", await simulation.RunAsync("Main"));
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Orchestrator_ThatEndsItsWorkerEveryTime_IsGivenUp_AndTheOthersGoOn()
    {
        var (runs, worker) = (0, Code());
        worker.Orchestrator<string>("Poison", context =>
        {
            Interlocked.Increment(ref runs);
            EndUnder(worker);
            return Task.FromResult("never");
        });
        await using var simulation = await Simulation.StartAsync(worker);
        var others = new List<string>();
        for (var i = 0; i < 20; i++)
            others.Add(await simulation.StartAsync("Wait"));
        var poison = await simulation.StartAsync("Poison");
        foreach (var other in others)
            await simulation.Client.RaiseEventAsync(other, "Go", "goes on");

        var reason = (await simulation.EndAsync(poison)).SerializedOutput!;
        Assert.Contains("'Poison' ran 5 times without an end", reason, StringComparison.Ordinal);
        Assert.Equal(5, runs);
        foreach (var other in others)
            Assert.Equal("goes on", (await simulation.EndAsync(other)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Orchestrator_WhoseTimeIsUpEveryTime_IsGivenUp_AndTheOthersGoOn()
    {
        var runs = 0;
        await using var simulation = await Simulation.StartAsync(Code().RawOrchestrator("Stuck", _ =>
        {
            Interlocked.Increment(ref runs);
            throw new FunctionFailedException("Microsoft.Azure.WebJobs.Host.FunctionTimeoutException", "It ran too long.", "");
        }));
        var stuck = await simulation.StartAsync("Stuck");
        var other = await simulation.StartAsync("Wait");

        var reason = (await simulation.EndAsync(stuck)).SerializedOutput!;
        Assert.Contains("'Stuck' ran 5 times without an end", reason, StringComparison.Ordinal);
        Assert.Equal(5, runs);
        await simulation.Client.RaiseEventAsync(other, "Go", "goes on");
        Assert.Equal("goes on", (await simulation.EndAsync(other)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Orchestration_WithoutAWorker_WaitsForOneAndSaysSo()
    {
        var worker = Code();
        worker.EndWorker();
        await using var simulation = await Simulation.StartAsync(worker);
        var id = await simulation.StartAsync("Wait");
        await Support.UntilBusyAsync(simulation, $"instance {id}: Wait waits for a worker");

        worker.StartWorker();
        await simulation.Client.RaiseEventAsync(id, "Go", "on");

        Assert.Equal("on", (await simulation.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Result_OfAnInstanceThatHasEnded_IsDroppedAndChangesNothing()
    {
        var (gate, worker) = (NewGate(), Code());
        worker.Activity<object?>("Call", _ => gate.Task);
        await using var simulation = await Simulation.StartAsync(worker);
        var id = await simulation.StartAsync("CallOnce");
        await Until.TrueAsync("the activity runs", () => worker.Running == 1);
        await simulation.Client.TerminateInstanceAsync(id, "enough");
        await simulation.EndAsync(id);
        var before = await simulation.Client.GetOrchestrationHistoryAsync(id);

        gate.SetResult("too late");
        await simulation.RestAsync();

        Assert.Equal(before.Count, (await simulation.Client.GetOrchestrationHistoryAsync(id)).Count);
        Assert.Equal("enough", (await simulation.LookAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Result_ForTheInstanceThatTookTheIdsPlace_IsDropped()
    {
        var (gate, worker) = (NewGate(), Code());
        worker.Activity<object?>("Call", _ => gate.Task);
        await using var simulation = await Simulation.StartAsync(worker);
        await simulation.StartAsync("CallOnce", id: "one");
        await Until.TrueAsync("the activity runs", () => worker.Running == 1);
        await simulation.Client.TerminateInstanceAsync("one");
        await simulation.EndAsync("one");
        worker.Activity("Call", static () => "in time");

        await simulation.StartAsync("CallOnce", id: "one");
        gate.SetResult("too late");

        Assert.Equal("in time", (await simulation.EndAsync("one")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("Nobody", "The function 'Nobody' doesn't exist")]
    [InlineData("Empty", "gave no answer")]
    [InlineData("Noise", "can't be read")]
    [InlineData("Throws", "the reason")]
    public async Task Orchestrator_ThatCannotBeRun_FailsItsInstanceWithTheReason(string name, string reason)
    {
        await using var simulation = await Simulation.StartAsync(Code()
            .RawOrchestrator("Empty", static _ => "")
            .RawOrchestrator("Noise", static _ => "no base64")
            .RawOrchestrator("Throws", static _ => throw new FunctionFailedException("System.Exception", "the reason", "")));

        var end = await simulation.EndAsync(await simulation.StartAsync(name));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains(reason, end.SerializedOutput!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_ThatDoesNotExist_FailsItsCallWithTheReason()
    {
        await using var simulation = await Simulation.StartAsync(Code());

        Assert.Contains("The function 'Call' doesn't exist", await simulation.RunAsync("CallOnce"), StringComparison.Ordinal);
    }

    private static InProcessFunctions Code() => new InProcessFunctions()
        .Orchestrator<string>("Wait", static context => context.WaitForExternalEvent<string>("Go"))
        .Orchestrator<string>("CallThreeTimes", static context => context.CallActivityAsync<string>("Call", ThreeTimes))
        .Orchestrator<string>("CallOnce", static async context =>
        {
            try
            {
                return await context.CallActivityAsync<string>("Call");
            }
            catch (TaskFailedException failure)
            {
                var details = failure.FailureDetails;
                return details.InnerFailure is { } inner ? $"{details.ErrorMessage}: {inner.ErrorMessage}" : details.ErrorMessage;
            }
        });

    /// <summary>Ends the worker, and holds the code that does it until its end is known.</summary>
    private static void EndUnder(InProcessFunctions worker)
    {
        worker.EndWorker();
        worker.StartWorker();
        throw new OperationCanceledException("This code's worker is gone; nobody sees what it does now.");
    }

    private static TaskCompletionSource<object?> NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
