using Conformance.Hosts;
using ConformanceApp.Functions;

namespace Conformance;

public abstract class TimerTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task CreateTimer_InTheFuture_FiresAtMostASecondBeforeItsTime()
    {
        // Queues count whole seconds: the official engine drops the fraction.
        var end = await Client.RunAsync(nameof(TimerFunctions.TellDelayOfATimer), TimeSpan.FromSeconds(2));

        Assert.True(end.ReadOutputAs<TimeSpan>() > TimeSpan.FromSeconds(-1), $"fired {end.SerializedOutput} after its time");
    }

    [EngineFact]
    public async Task CreateTimer_InThePast_FiresAtOnce()
        => Assert.Equal("fired", (await Client.RunAsync(nameof(TimerFunctions.WaitForAPastTime))).Output());

    [EngineFact]
    public async Task CreateTimer_WhenCancelled_ThrowsAndHoldsNothingBack()
        => Assert.Equal("cancelled", (await Client.RunAsync(nameof(TimerFunctions.CancelATimer))).Output());

    [EngineFact]
    public async Task CreateTimer_SeveralAtOnce_AllFire()
    {
        var end = await Client.RunAsync(nameof(TimerFunctions.TellOrderOfTimers), new[] { 1500, 60, 20 });

        // Those that are due when the engine looks come in no certain order.
        Assert.Equal(["1500", "20", "60"], end.Output().Split(',').Order(StringComparer.Ordinal));
    }

    [EngineFact]
    public async Task WhenAny_OfEventAndTimer_TimerWins()
        => Assert.Equal("timer", (await Client.RunAsync(nameof(TimerFunctions.RaceATimerAgainstNothing))).Output());

    [EngineFact]
    public async Task WhenAny_OfEventAndTimer_EventWinsAndTheTimerIsCancelled()
    {
        var id = await Client.StartAsync(nameof(TimerFunctions.RaceALongTimerAgainstAnAnswer));
        await Client.RaiseEventAsync(id, "Answer", "yes");

        Assert.Equal("yes", (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task WaitForExternalEvent_WhenItsTimePasses_ThrowsTaskCanceled()
        => Assert.Equal("time is up", (await Client.RunAsync(nameof(TimerFunctions.WaitUntilTimeIsUp))).Output());

    [EngineFact]
    public async Task Orchestrator_WithAnOpenTimer_CompletesOnlyWhenItHasFired()
    {
        var end = await Client.RunAsync(nameof(TimerFunctions.LeaveATimerOpen), TimeSpan.FromSeconds(2));

        Assert.Equal("done", end.Output());
        Assert.True(end.LastUpdatedAt.UtcDateTime >= end.ReadCustomStatusAs<DateTime>().AddSeconds(1), $"ended at {end.LastUpdatedAt:O}");
    }
}
