using Microsoft.DurableTask;

namespace DurableTask.Tests;

/// <summary>F18: the machine's clock is set, by an hour, a day, a year, both ways: no timer is lost or early, and recorded time does not run backwards.</summary>
public sealed class ClockJumpTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(8_760)]
    public async Task Clock_SetForwards_FiresWhatIsDueThen_WithoutWaitingForTheOldAlarm(int hours)
    {
        var clock = new SettableClock();
        await using var harness = await StartAsync(clock);
        var due = clock.GetUtcNow().AddHours(hours);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", due.UtcDateTime);
        var later = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", due.UtcDateTime.AddHours(1));
        await harness.RestAsync();
        clock.Set(TimeSpan.FromHours(hours));

        var woke = (await harness.EndAsync(id)).ReadOutputAs<DateTime>();
        Assert.True(woke >= due.UtcDateTime, $"due {due:o}, woke {woke:o}");
        await harness.RestAsync();
        Assert.False((await harness.Client.GetInstanceAsync(later))!.IsCompleted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(8_760)]
    public async Task Clock_SetBackwards_LosesNoTimer_AndRecordedTimeGoesOn(int hours)
    {
        var clock = new SettableClock();
        await using var harness = await StartAsync(clock);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Twice", 150);
        await harness.RestAsync();
        clock.Set(TimeSpan.FromHours(-hours));
        await harness.Client.RaiseEventAsync(id, "Go");
        await harness.RestAsync();
        Assert.False((await harness.Client.GetInstanceAsync(id))!.IsCompleted, "The second timer is due by the clock as it was.");
        clock.Set(TimeSpan.FromHours(hours));

        var times = (await harness.EndAsync(id)).ReadOutputAs<DateTime[]>()!;
        Assert.Equal(times.Order(), times);
        Assert.True(times[^1] >= times[^2].AddMilliseconds(150), $"{times[^2]:o} then {times[^1]:o}");
        await harness.Engine.DisposeAsync();
        Invariants.Check(harness.DatabasePath, Code);
    }

    private static Task<EngineHarness> StartAsync(SettableClock clock)
        => EngineHarness.StartAsync(Code, clock, static options => options with { LongestSleep = TimeSpan.FromMilliseconds(20) });

    private static void Code(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<DateTime, DateTime>("Sleep", static async (context, due) =>
        {
            await context.CreateTimer(due, CancellationToken.None);
            return context.CurrentUtcDateTime;
        })
        .AddOrchestratorFunc<int, DateTime[]>("Twice", static async (context, milliseconds) =>
        {
            var times = new List<DateTime> { context.CurrentUtcDateTime };
            await context.WaitForExternalEvent<string>("Go");
            times.Add(context.CurrentUtcDateTime);
            await context.CreateTimer(TimeSpan.FromMilliseconds(milliseconds), CancellationToken.None);
            times.Add(context.CurrentUtcDateTime);
            return [.. times];
        });

    /// <summary>The machine's clock as somebody sets it: its alarms go on counting what they were given.</summary>
    private sealed class SettableClock : TimeProvider
    {
        private long _set;

        public void Set(TimeSpan by) => Interlocked.Add(ref _set, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _set));
    }
}
