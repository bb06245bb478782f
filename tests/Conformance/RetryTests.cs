using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

public sealed class RetryTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Policy_WhenALaterAttemptSucceeds_GivesItsResult()
    {
        var attempts = 0;
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc<string>("Main", context => context.CallActivityAsync<string>("Try", TaskOptions.FromRetryPolicy(new(5, Short, 2))))
                .AddActivityFunc<string>("Try", _ => ++attempts < 3 ? throw new InvalidOperationException("not yet") : Task.FromResult("done")),
            "Main");

        Assert.Equal("done", end.Output());
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Policy_WhenEveryAttemptFails_FailsAfterTheLast()
    {
        var attempts = 0;
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc("Main", context => context.CallActivityAsync("Try", TaskOptions.FromRetryPolicy(new(4, Short))))
                .AddActivityFunc("Try", _ =>
                {
                    attempts++;
                    throw new InvalidOperationException("never");
                }),
            "Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(4, attempts);
    }

    [Fact]
    public async Task Policy_PausesGrowByTheFactorUpToTheirLimit()
    {
        // 20, 40, then 50 where 80 would be due: seen as orchestration time between the failures.
        var policy = new RetryPolicy(4, TimeSpan.FromMilliseconds(20), 2, TimeSpan.FromMilliseconds(50));
        var times = new List<DateTime>();
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc("Main", context => context.CallActivityAsync("Try", TaskOptions.FromRetryPolicy(policy)))
                .AddActivityFunc("Try", _ =>
                {
                    lock (times)
                        times.Add(DateTime.UnixEpoch + TimeSpan.FromMilliseconds(Environment.TickCount64));
                    throw new InvalidOperationException("never");
                }),
            "Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        var pauses = times.Zip(times.Skip(1), static (a, b) => (b - a).TotalMilliseconds).ToArray();
        // The machine's tick counter is coarse: each pause may look shorter by one tick of it, never by more.
        Assert.Equal([true, true, true], pauses.Zip([20, 40, 50], static (pause, due) => pause >= due - 16));
    }

    [Fact]
    public async Task Policy_WhoseTimeIsUp_DoesNotRetry()
    {
        var attempts = 0;
        var policy = new RetryPolicy(1_000, TimeSpan.FromMilliseconds(20), retryTimeout: TimeSpan.FromMilliseconds(50));
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc("Main", context => context.CallActivityAsync("Try", TaskOptions.FromRetryPolicy(policy)))
                .AddActivityFunc("Try", _ =>
                {
                    attempts++;
                    throw new InvalidOperationException("never");
                }),
            "Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.InRange(attempts, 1, 4);
    }

    [Fact]
    public async Task Policy_WhoseFilterRefuses_DoesNotRetry()
    {
        var attempts = 0;
        var policy = new RetryPolicy(9, Short) { HandleFailure = static failure => !failure.IsCausedBy<ArgumentException>() };
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc("Main", context => context.CallActivityAsync("Try", TaskOptions.FromRetryPolicy(policy)))
                .AddActivityFunc("Try", _ => ++attempts == 1 ? throw new InvalidOperationException("again") : throw new ArgumentException("final")),
            "Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task Handler_IsAskedWithTheNumberOfEveryFailedAttempt()
    {
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc<string>("Main", async context =>
                {
                    var asked = new List<int>();
                    var options = TaskOptions.FromRetryHandler((RetryContext retry) =>
                    {
                        asked.Add(retry.LastAttemptNumber);
                        return retry.LastAttemptNumber < 3 && retry.LastFailure.IsCausedBy<InvalidOperationException>();
                    });
                    try
                    {
                        await context.CallActivityAsync("Try", null, options);
                    }
                    catch (TaskFailedException)
                    {
                        asked.Add(-1);
                    }

                    return string.Join(',', asked);
                })
                .AddActivityFunc("Try", static _ => throw new InvalidOperationException("never")),
            "Main");

        Assert.Equal("1,2,3,-1", end.Output());
    }

    [Fact]
    public async Task AsyncHandler_MayAwaitATimer()
    {
        var attempts = 0;
        var options = TaskOptions.FromRetryHandler(async (RetryContext retry) =>
        {
            await retry.OrchestrationContext.CreateTimer(Short, CancellationToken.None);
            return true;
        });
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc<string>("Main", context => context.CallActivityAsync<string>("Try", options))
                .AddActivityFunc<string>("Try", _ => ++attempts < 3 ? throw new InvalidOperationException("not yet") : Task.FromResult("done")),
            "Main");

        Assert.Equal("done", end.Output());
    }

    [Fact]
    public async Task SubOrchestration_WithPolicy_RetriesTheSameChild()
    {
        var attempts = 0;
        var children = new HashSet<string>();
        var end = await Running.RunAsync(
            tasks => tasks
                .AddOrchestratorFunc<string>("Main", context => context.CallSubOrchestratorAsync<string>("Child", TaskOptions.FromRetryPolicy(new(5, Short))))
                .AddOrchestratorFunc<string>("Child", context => context.CallActivityAsync<string>("Try", context.InstanceId))
                .AddActivityFunc<string, string>("Try", (_, child) =>
                {
                    lock (children)
                        children.Add(child);
                    return ++attempts < 3 ? throw new InvalidOperationException("not yet") : "done";
                }),
            "Main");

        Assert.Equal("done", end.Output());
        Assert.Single(children);
    }

    [Theory]
    [InlineData(0, 1, 1.0)]
    [InlineData(1, 0, 1.0)]
    [InlineData(1, 1, 0.5)]
    public void Policy_WithAValueOutOfRange_IsRefused(int attempts, int interval, double coefficient)
        => Assert.ThrowsAny<ArgumentException>(() => new RetryPolicy(attempts, TimeSpan.FromSeconds(interval), coefficient));
}
