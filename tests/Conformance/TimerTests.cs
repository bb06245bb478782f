using Conformance.Hosts;
using ConformanceApp.Functions;

namespace Conformance;

public abstract class TimerTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task CreateTimer_InTheFuture_FiresNotBeforeItsTime()
        => Assert.Equal("in time", (await Client.RunAsync(nameof(TimerFunctions.WaitForAFutureTime))).Output());

    [EngineFact]
    public async Task CreateTimer_InThePast_FiresAtOnce()
        => Assert.Equal("fired", (await Client.RunAsync(nameof(TimerFunctions.WaitForAPastTime))).Output());

    [EngineFact]
    public async Task CreateTimer_WhenCancelled_ThrowsAndHoldsNothingBack()
        => Assert.Equal("cancelled", (await Client.RunAsync(nameof(TimerFunctions.CancelATimer))).Output());

    [EngineFact]
    public async Task CreateTimer_SeveralAtOnce_FireInOrderOfTheirTimes()
        => Assert.Equal("60,1500,3000", (await Client.RunAsync(nameof(TimerFunctions.TellOrderOfTimers), new[] { 3000, 60, 1500 })).Output());

    [EngineFact]
    public async Task WhenAny_OfEventAndTimer_TimerWins()
        => Assert.Equal("timer", (await Client.RunAsync(nameof(TimerFunctions.RaceATimerAgainstNothing))).Output());

    [EngineFact]
    public async Task WhenAny_OfEventAndTimer_EventWinsAndTheTimerIsCancelled()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(TimerFunctions.RaceALongTimerAgainstAnAnswer));
        await Client.RaiseEventAsync(id, "Answer", "yes");

        Assert.Equal("yes", (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task WaitForExternalEvent_WhenItsTimePasses_ThrowsTaskCanceled()
        => Assert.Equal("time is up", (await Client.RunAsync(nameof(TimerFunctions.WaitUntilTimeIsUp))).Output());

    [EngineFact]
    public async Task Orchestrator_WithAnOpenTimer_CompletesOnlyWhenItHasFired()
    {
        var end = await Client.RunAsync(nameof(TimerFunctions.LeaveATimerOpen));

        Assert.Equal("done", end.Output());
        Assert.True(end.LastUpdatedAt.UtcDateTime >= end.ReadCustomStatusAs<DateTime>().AddMilliseconds(200), $"ended at {end.LastUpdatedAt:O}");
    }
}
