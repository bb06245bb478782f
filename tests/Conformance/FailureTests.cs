using Conformance.Hosts;
using ConformanceApp.Functions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

public abstract class FailureTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task Failure_OfAnActivityInAGrandchild_IsFoundByItsTypeAtTheTop()
    {
        var end = await Client.RunAsync(nameof(FailureFunctions.TellTypesOfAGrandchildsFailure));

        var chain = end.Output().Split('>');
        Assert.Equal(nameof(TaskFailedException), chain[0]);
        Assert.Contains(nameof(InvalidOperationException), chain);
    }

    [EngineFact]
    public async Task Failure_WithAnInnerException_KeepsIt()
    {
        var end = await Client.RunAsync(nameof(FailureFunctions.TellInnerFailure));

        Assert.Equal("inner True", end.Output());
    }

    [EngineFact]
    public async Task FanOut_WhereSomeFail_GivesTheOthersResults()
    {
        var end = await Client.RunAsync(nameof(FailureFunctions.CountFailuresOfAFanOut));

        Assert.Equal("10 failed, 20 did not", end.Output());
    }

    [EngineFact]
    public async Task Orchestrator_ThatThrows_FailsWithTypeAndMessage()
    {
        var end = await Client.RunAsync(nameof(FailureFunctions.ThrowNotSupported));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal($"{typeof(NotSupportedException).FullName}: cannot", end.Failure());
    }

    [EngineFact]
    public async Task Orchestrator_ThatThrows_TellsItInItsOutputAlone()
    {
        var end = await Client.RunAsync(nameof(FailureFunctions.ThrowNotSupported));

        // The output is a text and no JSON: who reads it as a type gets an exception.
        Assert.Null(end.FailureDetails);
        Assert.Equal($"{typeof(NotSupportedException).FullName}: cannot", end.SerializedOutput);
    }

    [EngineFact]
    public async Task Orchestrator_ThatThrowsWithATimerOpen_FailsOnlyWhenItHasFired()
    {
        // A surprise of the official engine: an open timer holds back failure as it holds back completion.
        var end = await Client.RunAsync(nameof(FailureFunctions.ThrowWithATimerOpen), TimeSpan.FromSeconds(2));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.True(end.LastUpdatedAt.UtcDateTime >= end.ReadCustomStatusAs<DateTime>().AddSeconds(1), $"ended at {end.LastUpdatedAt:O}");
    }
}
