using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

public sealed class ActivityTests
{
    [Fact]
    public async Task CallActivity_WithInput_GivesItsResult()
    {
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc<string, string>("Main", (context, input) => context.CallActivityAsync<string>("Greet", input))
                .AddActivityFunc<string, string>("Greet", (_, name) => $"Hello {name}"),
            "Main", "Ann");

        Assert.Equal("Hello Ann", end.Output());
    }

    [Fact]
    public async Task CallActivity_InSequence_KeepsTheOrder()
    {
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc<string>("Main", async context =>
                {
                    var all = string.Empty;
                    foreach (var part in new[] { "a", "b", "c", "d", "e" })
                        all += await context.CallActivityAsync<string>("Upper", part);
                    return all;
                })
                .AddActivityFunc<string, string>("Upper", (_, text) => text.ToUpperInvariant()),
            "Main");

        Assert.Equal("ABCDE", end.Output());
    }

    [Fact]
    public async Task CallActivity_FanOutOfHundreds_CollectsEveryResultInOrder()
    {
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc<string>("Main", async context =>
                {
                    var results = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => context.CallActivityAsync<int>("Square", i)));
                    return string.Join(',', results);
                })
                .AddActivityFunc<int, int>("Square", (_, i) => i * i),
            "Main");

        Assert.Equal(string.Join(',', Enumerable.Range(0, 400).Select(static i => i * i)), end.Output());
    }

    [Fact]
    public async Task CallActivity_ThatThrows_GivesTheFailureDetails()
    {
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc<string>("Main", async context =>
                {
                    try
                    {
                        return await context.CallActivityAsync<string>("Break");
                    }
                    catch (TaskFailedException failure)
                    {
                        return string.Join('|', failure.TaskName, failure.TaskId, failure.FailureDetails.ErrorMessage,
                            failure.FailureDetails.IsCausedBy<InvalidOperationException>(), failure.FailureDetails.IsCausedBy<SystemException>(),
                            failure.FailureDetails.IsCausedBy<ArgumentException>(), failure.Message.Contains("broken", StringComparison.Ordinal));
                    }
                })
                .AddActivityFunc("Break", static _ => throw new InvalidOperationException("broken")),
            "Main");

        Assert.Equal("Break|0|broken|True|True|False|True", end.Output());
    }

    [Fact]
    public async Task Orchestrator_WithUnhandledActivityFailure_Fails()
    {
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc("Main", static context => context.CallActivityAsync("Break"))
                .AddActivityFunc("Break", static _ => throw new InvalidOperationException("broken")),
            "Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(typeof(TaskFailedException).FullName, end.FailureDetails!.ErrorType);
        Assert.Contains("broken", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallActivity_WithOptionsAsInput_Fails()
    {
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc("Main", static context => context.CallActivityAsync("Any", (object)new TaskOptions((TaskRetryOptions?)null)))
                .AddActivityFunc("Any", static _ => Task.CompletedTask),
            "Main");

        Assert.True(end.FailureDetails!.IsCausedBy<ArgumentException>(), end.FailureDetails.ToString());
    }

    [Fact]
    public async Task CallActivity_OfAnUnknownName_FailsWithoutRetries()
    {
        var retries = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromHours(1)));
        var end = await Running.RunAsync(
            tasks => tasks.AddOrchestratorFunc("Main", context => context.CallActivityAsync("Nobody", null, retries)), "Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("Nobody", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallActivity_WithNull_StaysNull()
    {
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc<string>("Main", async context => await context.CallActivityAsync<string?>("Echo", input: null) ?? "null came back")
                .AddActivityFunc<string?, string?>("Echo", static (_, text) => text),
            "Main");

        Assert.Equal("null came back", end.Output());
    }
}
