using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

public sealed class FailureTests
{
    [Fact]
    public async Task Failure_OfAnActivityInAGrandchild_IsFoundByItsTypeAtTheTop()
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
                        var types = new List<string>();
                        for (var details = failure.FailureDetails; details is not null; details = details.InnerFailure)
                            types.Add(details.ErrorType.Split('.')[^1]);
                        return string.Join('>', types);
                    }
                })
                .AddOrchestratorFunc<string>("Child", static context => context.CallSubOrchestratorAsync<string>("Grandchild"))
                .AddOrchestratorFunc<string>("Grandchild", static context => context.CallActivityAsync<string>("Break"))
                .AddActivityFunc<string>("Break", static string (_) => throw new InvalidOperationException("outer", new ArgumentException("inner"))),
            "Main");

        var chain = end.Output().Split('>');
        Assert.Equal(nameof(TaskFailedException), chain[0]);
        Assert.Contains(nameof(InvalidOperationException), string.Join('>', chain), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_WithAnInnerException_KeepsIt()
    {
        var end = await Running.RunAsync(
            static tasks => tasks
                .AddOrchestratorFunc<string>("Main", static async context =>
                {
                    try
                    {
                        await context.CallActivityAsync("Break");
                        return "no failure";
                    }
                    catch (TaskFailedException failure)
                    {
                        return $"{failure.FailureDetails.InnerFailure!.ErrorMessage} {failure.FailureDetails.InnerFailure.IsCausedBy<ArgumentException>()}";
                    }
                })
                .AddActivityFunc("Break", static _ => throw new InvalidOperationException("outer", new ArgumentException("inner"))),
            "Main");

        Assert.Equal("inner True", end.Output());
    }

    [Fact]
    public async Task FanOut_WhereSomeFail_GivesTheOthersResults()
    {
        var end = await Running.RunAsync(
            static tasks => tasks
                .AddOrchestratorFunc<string>("Main", static async context =>
                {
                    var calls = Enumerable.Range(0, 30).Select(i => context.CallActivityAsync<int>("Maybe", i)).ToArray();
                    try
                    {
                        await Task.WhenAll(calls);
                    }
                    catch (TaskFailedException)
                    {
                        return $"{calls.Count(static call => call.IsFaulted)} failed, {calls.Count(static call => call.IsCompletedSuccessfully)} did not";
                    }

                    return "none failed";
                })
                .AddActivityFunc<int, int>("Maybe", static (_, i) => i % 3 == 0 ? throw new InvalidOperationException("third") : i),
            "Main");

        Assert.Equal("10 failed, 20 did not", end.Output());
    }

    [Fact]
    public async Task Orchestrator_ThatThrows_FailsWithTypeAndMessage()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static Task<string> (_) => throw new NotSupportedException("cannot")), "Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal((typeof(NotSupportedException).FullName, "cannot"), (end.FailureDetails!.ErrorType, end.FailureDetails.ErrorMessage));
    }

    [Fact]
    public async Task Orchestrator_ThatThrowsWithATimerOpen_FailsOnlyWhenItHasFired()
    {
        // A surprise of the official engine: an open timer holds back failure as it holds back completion.
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static Task<string> (context) =>
            {
                context.SetCustomStatus(context.CurrentUtcDateTime);
                _ = context.CreateTimer(TimeSpan.FromMilliseconds(150), CancellationToken.None);
                throw new InvalidOperationException("early");
            }),
            "Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.True(end.LastUpdatedAt.UtcDateTime >= end.ReadCustomStatusAs<DateTime>().AddMilliseconds(150), $"ended at {end.LastUpdatedAt:O}");
    }
}
