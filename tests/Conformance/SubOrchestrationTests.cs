using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

public sealed class SubOrchestrationTests
{
    [Fact]
    public async Task CallSubOrchestrator_GivesItsResultAndKnowsItsParent()
    {
        var end = await Running.RunAsync(
            static tasks => tasks
                .AddOrchestratorFunc<string>("Main", static async context =>
                {
                    var child = await context.CallSubOrchestratorAsync<string>("Child", "in");
                    return child == $"in of Main {context.InstanceId}" && context.Parent is null ? "right" : child;
                })
                .AddOrchestratorFunc<string, string>("Child", static (context, input) =>
                    Task.FromResult($"{input} of {context.Parent!.Name} {context.Parent.InstanceId}")),
            "Main");

        Assert.Equal("right", end.Output());
    }

    [Fact]
    public async Task CallSubOrchestrator_WithAnId_RunsUnderThatId()
    {
        var childId = "child-" + Guid.NewGuid().ToString("N");
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc<string>("Main", context =>
                    context.CallSubOrchestratorAsync<string>("Child", new SubOrchestrationOptions(instanceId: childId)))
                .AddOrchestratorFunc<string>("Child", static context => Task.FromResult(context.InstanceId)),
            "Main");

        Assert.Equal(childId, end.Output());
    }

    [Fact]
    public async Task CallSubOrchestrator_ThatFails_ThrowsWithItsDetails()
    {
        var end = await Running.RunAsync(
            static tasks => tasks
                .AddOrchestratorFunc<string>("Main", static async context =>
                {
                    try
                    {
                        return await context.CallSubOrchestratorAsync<string>("Child");
                    }
                    catch (TaskFailedException failure)
                    {
                        return $"{failure.TaskName}: {failure.FailureDetails.ErrorMessage}";
                    }
                })
                .AddOrchestratorFunc<string>("Child", static Task<string> (_) => throw new InvalidOperationException("child broke")),
            "Main");

        Assert.Equal("Child: child broke", end.Output());
    }

    [Fact]
    public async Task CallSubOrchestrator_ManyAtOnce_AllAnswer()
    {
        var end = await Running.RunAsync(
            static tasks => tasks
                .AddOrchestratorFunc<string>("Main", static async context =>
                {
                    var sums = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => context.CallSubOrchestratorAsync<int>("Child", i)));
                    return sums.Sum().ToString(System.Globalization.CultureInfo.InvariantCulture);
                })
                .AddOrchestratorFunc<int, int>("Child", static (context, i) => context.CallActivityAsync<int>("Double", i))
                .AddActivityFunc<int, int>("Double", static (_, i) => 2 * i),
            "Main");

        Assert.Equal("2450", end.Output());
    }

    [Fact]
    public async Task Orchestrator_ThatIsNotKnown_Fails()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static context => context.CallSubOrchestratorAsync<string>("Nobody")), "Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("Nobody", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }
}
