using Conformance.Hosts;
using ConformanceApp;
using ConformanceApp.Functions;
using Microsoft.DurableTask.Client;

namespace Conformance;

public abstract class RetryTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    private static readonly TryPlan Never = new("");
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);

    [EngineFact]
    public async Task Policy_WhenALaterAttemptSucceeds_GivesItsResult()
    {
        var end = await RetryAsync(new(Never with { SucceedsAt = 3 }, 5, Short, 2));

        Assert.Equal("done", end.Output());
        Assert.Equal(3, AttemptsOf(end).Length);
    }

    [EngineFact]
    public async Task Policy_WhenEveryAttemptFails_FailsAfterTheLast()
    {
        var end = await RetryAsync(new(Never, 4, Short));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(4, AttemptsOf(end).Length);
    }

    [EngineFact]
    public async Task Policy_PausesGrowByTheFactorUpToTheirLimit()
    {
        // 1.2, then 2.2 where 2.4 would be due: seen as time between the failures.
        var end = await RetryAsync(new(Never, 3, TimeSpan.FromSeconds(1.2), 2, TimeSpan.FromSeconds(2.2)));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        var attempts = AttemptsOf(end);
        var pauses = attempts.Zip(attempts.Skip(1), static (earlier, later) => later.At - earlier.At);
        // Timers may fire up to a second early, and the machine's tick counter is coarse.
        Assert.Equal([true, true], pauses.Zip([1_200, 2_200], static (pause, due) => pause >= due - 1_016));
    }

    [EngineFact]
    public async Task Policy_WhoseTimeIsUp_DoesNotRetry()
    {
        var end = await RetryAsync(new(Never, 1_000, TimeSpan.FromMilliseconds(20), Timeout: TimeSpan.FromMilliseconds(50)));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.InRange(AttemptsOf(end).Length, 1, 4);
    }

    [EngineFact]
    public async Task Policy_WhoseFilterRefuses_DoesNotRetry()
    {
        var end = await RetryAsync(new(Never with { GivesUpAt = 2 }, 9, Short));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(2, AttemptsOf(end).Length);
    }

    [EngineFact]
    public async Task Handler_IsAskedWithTheNumberOfEveryFailedAttempt()
    {
        var end = await Client.RunAsync(nameof(RetryFunctions.RetryByHandler));

        Assert.Equal("1,2,3,-1", end.Output());
    }

    [EngineFact]
    public async Task AsyncHandler_MayAwaitATimer()
    {
        var end = await Client.RunAsync(nameof(RetryFunctions.RetryByAsyncHandler));

        Assert.Equal("done", end.Output());
    }

    [EngineFact]
    public async Task SubOrchestration_WithPolicy_RetriesTheSameChild()
    {
        var end = await Client.RunAsync(nameof(RetryFunctions.RetryChild));

        Assert.Equal("done", end.Output());
        Assert.Equal(3, AttemptsOf(end).Length);
        Assert.Single(AttemptsOf(end).DistinctBy(static attempt => attempt.InstanceId));
    }

    private Task<OrchestrationMetadata> RetryAsync(Retries retries) => Client.RunAsync(nameof(RetryFunctions.RetryByPolicy), retries);

    private static Attempt[] AttemptsOf(OrchestrationMetadata end) => end.ReadCustomStatusAs<Attempt[]>()!;
}
