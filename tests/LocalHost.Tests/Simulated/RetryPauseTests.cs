using ChildProtection.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.Extensions.Time.Testing;

namespace LocalHost.Tests.Simulated;

/// <summary>Pauses before retries follow real time: otherwise a case would hang while the simulated clock stands.</summary>
public sealed class RetryPauseTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _realTime = new();

    [Fact]
    public async Task RetryPause_WhileTheClockStands_RunsOnRealTime_AndHoldsTheClock()
    {
        await using var simulation = await RetryingAsync(Pause);
        var id = await simulation.StartAsync("Main");
        await Support.UntilBusyAsync(simulation, "pauses for 00:00:20 before a retry");
        var advance = simulation.AdvanceAsync(TimeSpan.FromDays(1));

        _realTime.Advance(Pause);

        Assert.Equal("done 03-02 09:00", (await simulation.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(0, (await advance).TimersFired);
    }

    [Fact]
    public async Task RetryPause_LongerThanTheClockWaits_EndsWhenTheClockComesToIt()
    {
        await using var simulation = await RetryingAsync(TimeSpan.FromHours(1));
        var id = await simulation.StartAsync("Main");

        await simulation.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal("done 03-02 10:00", (await simulation.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task RetryPause_LongerThanTheClockWaits_RunsOnRealTimeToo()
    {
        await using var simulation = await RetryingAsync(TimeSpan.FromHours(1));
        var id = await simulation.StartAsync("Main");
        await simulation.RestAsync();

        _realTime.Advance(TimeSpan.FromHours(1));

        Assert.Equal("done 03-02 09:00", (await simulation.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task RetryPause_OfAFailureThatCameWhileSuspended_RunsOnRealTime()
    {
        var gate = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var simulation = await RetryingAsync(Pause, first: gate.Task);
        var id = await simulation.StartAsync("Main");
        await simulation.Client.SuspendInstanceAsync(id);
        await Support.UntilSuspendedAsync(simulation, id);
        gate.SetException(new InvalidOperationException("not yet"));
        await simulation.RestAsync();
        await simulation.Client.ResumeInstanceAsync(id);
        await Support.UntilBusyAsync(simulation, "pauses for");

        _realTime.Advance(Pause);

        Assert.Equal("done 03-02 09:00", (await simulation.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task RetryPauses_OfManyCallsThatFailTogether_AllRunOnRealTime()
    {
        var runs = 0;
        await using var simulation = await Simulation.StartAsync(
            new InProcessFunctions()
                .Orchestrator<int>("Main", static async context =>
                {
                    var policy = TaskOptions.FromRetryPolicy(new(2, Pause));
                    var calls = Enumerable.Range(0, 20).Select(i => context.CallActivityAsync<int>("Try", i, policy));
                    return (await Task.WhenAll(calls)).Length;
                })
                .Activity<int>("Try", number => Interlocked.Increment(ref runs) > 20
                    ? Task.FromResult<object?>(number)
                    : throw new InvalidOperationException("not yet")),
            realTime: _realTime);
        var id = await simulation.StartAsync("Main");
        await Until.TrueAsync("all have ended", async () =>
        {
            // The pauses begin one after the other.
            _realTime.Advance(Pause);
            return (await simulation.LookAsync(id)).IsCompleted;
        });

        Assert.Equal(20, (await simulation.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(0, simulation.Engine.TimersFired);
    }

    private Task<Simulation> RetryingAsync(TimeSpan pause, Task<object?>? first = null)
    {
        var runs = 0;
        return Simulation.StartAsync(
            new InProcessFunctions()
                .Orchestrator<string>("Main", async context =>
                {
                    var result = await context.CallActivityAsync<string>("Try", TaskOptions.FromRetryPolicy(new(2, pause)));
                    return $"{result} {context.CurrentUtcDateTime:MM-dd HH:mm}";
                })
                .Activity<object?>("Try", _ => Interlocked.Increment(ref runs) > 1
                    ? Task.FromResult<object?>("done")
                    : first ?? throw new InvalidOperationException("not yet")),
            realTime: _realTime);
    }
}
