using Conformance.Hosts;
using ConformanceApp.Functions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

public abstract class ActivityTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task CallActivity_WithInput_GivesItsResult()
    {
        var end = await Client.RunAsync(nameof(ActivityFunctions.GreetByActivity), "Ann");

        Assert.Equal("Hello Ann", end.Output());
    }

    [EngineFact]
    public async Task CallActivity_InSequence_KeepsTheOrder()
    {
        var end = await Client.RunAsync(nameof(ActivityFunctions.JoinUpperCase), new[] { "a", "b", "c", "d", "e" });

        Assert.Equal("ABCDE", end.Output());
    }

    [EngineFact]
    public async Task CallActivity_FanOutOfHundreds_CollectsEveryResultInOrder()
    {
        var end = await Client.RunAsync(nameof(ActivityFunctions.SquareMany), 400);

        Assert.Equal(string.Join(',', Enumerable.Range(0, 400).Select(static i => i * i)), end.Output());
    }

    [EngineFact]
    public async Task CallActivity_ThatThrows_GivesTheFailureDetails()
    {
        var end = await Client.RunAsync(nameof(ActivityFunctions.DescribeActivityFailure));

        Assert.Equal($"{nameof(CommonFunctions.Break)}|0|broken|True|True|False|True", end.Output());
    }

    [EngineFact]
    public async Task Orchestrator_WithUnhandledActivityFailure_Fails()
    {
        var end = await Client.RunAsync(nameof(ActivityFunctions.LeaveActivityFailureUnhandled));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.StartsWith(typeof(TaskFailedException).FullName!, end.Failure(), StringComparison.Ordinal);
        Assert.Contains("broken", end.Failure(), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task CallActivity_WithOptionsAsInput_Fails()
    {
        var end = await Client.RunAsync(nameof(ActivityFunctions.PassOptionsAsInput));

        Assert.StartsWith(typeof(ArgumentException).FullName!, end.Failure(), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task CallActivity_OfAnUnknownName_IsRetriedAndFails()
    {
        var end = await Client.RunAsync(nameof(ActivityFunctions.CallUnknownActivity));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(3, end.ReadCustomStatusAs<int>());
    }

    [EngineFact]
    public async Task CallActivity_WithNull_StaysNull()
    {
        var end = await Client.RunAsync(nameof(ActivityFunctions.PassNullThrough));

        Assert.Equal("null came back", end.Output());
    }

    [EngineFact]
    public async Task Activity_ThatBindsTheInstanceId_ReceivesThatOfItsOrchestration()
    {
        var end = await Client.RunAsync(nameof(ActivityFunctions.AskForInstanceId));

        Assert.Equal($"asked by {end.InstanceId}", end.Output());
    }
}
