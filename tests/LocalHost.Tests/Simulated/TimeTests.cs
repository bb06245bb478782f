using ChildProtection.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.Extensions.Time.Testing;

namespace LocalHost.Tests.Simulated;

/// <summary>Durable timers follow the simulated clock.</summary>
public sealed class TimeTests
{
    private readonly FakeTimeProvider _realTime = new();

    [Fact]
    public async Task Timers_OfMonths_FireInOrderAtTheirTimes()
    {
        await using var simulation = await StartAsync(static async context =>
        {
            var months = new List<string>();
            for (var i = 0; i < 12; i++)
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddMonths(1), CancellationToken.None);
                months.Add($"{context.CurrentUtcDateTime:MM-dd HH}");
            }

            return string.Join(' ', months);
        });
        var id = await simulation.StartAsync("Main");

        await simulation.AdvanceAsync(Simulation.Begin.AddMonths(12) - Simulation.Begin);

        Assert.Equal(
            "04-02 09 05-02 09 06-02 09 07-02 09 08-02 09 09-02 09 10-02 09 11-02 09 12-02 09 01-02 09 02-02 09 03-02 09",
            (await simulation.EndAsync(id)).ReadOutputAs<string>());
        Assert.Null(simulation.Clock.NextDue);
    }

    [Fact]
    public async Task Timer_OfAWeek_StopsTheClockEveryThreeDaysAsOnAzure()
    {
        await using var simulation = await StartAsync(static async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(7), CancellationToken.None);
            return $"{context.CurrentUtcDateTime:MM-dd HH}";
        });
        var id = await simulation.StartAsync("Main");

        Assert.Equal(3, (await simulation.AdvanceAsync(TimeSpan.FromDays(8))).TimersFired);
        Assert.Equal("03-09 09", (await simulation.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Timer_OfThePast_FiresWithoutAMove()
    {
        await using var simulation = await StartAsync(static async context =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddDays(-1), CancellationToken.None);
            return "at once";
        });

        Assert.Equal("at once", await simulation.RunAsync("Main"));
        Assert.Equal(0, simulation.Engine.TimersFired);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(8_760)]
    [InlineData(-1)]
    [InlineData(-24)]
    [InlineData(-8_760)]
    public async Task MachinesClock_SetByHours_MovesNeitherTheSimulatedClockNorItsTimers(int hours)
    {
        // F18.
        await using var simulation = await Simulation.StartAsync(
            new InProcessFunctions().Orchestrator<string>("Main", static async context =>
            {
                await context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
                return $"{context.CurrentUtcDateTime:HH:mm}";
            }),
            realTime: _realTime);
        var id = await simulation.StartAsync("Main");
        await simulation.RestAsync();

        _realTime.AdjustTime(_realTime.GetUtcNow().AddHours(hours));
        await simulation.RestAsync();

        Assert.False((await simulation.LookAsync(id)).IsCompleted);
        Assert.Equal((Simulation.Begin, Simulation.Begin.AddHours(2)), (simulation.Clock.GetUtcNow(), simulation.Clock.NextDue));
        await simulation.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal("11:00", (await simulation.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Timer_BesideACallThatFails_StaysOnTheSimulatedClock()
    {
        await using var simulation = await Simulation.StartAsync(
            new InProcessFunctions()
                .Orchestrator<string>("Main", static async context =>
                {
                    try
                    {
                        await context.CallActivityAsync("Break");
                    }
                    catch (TaskFailedException)
                    {
                        // More than the timer is asked for at once, so that it is no pause before a retry.
                        context.SendEvent("nobody", "Told", "that it broke");
                        await context.CreateTimer(TimeSpan.FromSeconds(30), CancellationToken.None);
                    }

                    return $"{context.CurrentUtcDateTime:HH:mm:ss}";
                })
                .Activity("Break", static () => throw new InvalidOperationException("broken")),
            realTime: _realTime);
        var id = await simulation.StartAsync("Main");
        await simulation.RestAsync();
        _realTime.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, (await simulation.AdvanceAsync(TimeSpan.FromMinutes(1))).TimersFired);
        Assert.Equal("09:00:30", (await simulation.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Attempts_ThatAllFail_AreAsManyAsThePolicySays()
    {
        var runs = 0;
        await using var simulation = await Simulation.StartAsync(new InProcessFunctions()
            .Orchestrator<string>("Main", static context =>
                context.CallActivityAsync<string>("Break", TaskOptions.FromRetryPolicy(new(3, TimeSpan.FromMilliseconds(1)))))
            .Activity("Break", () =>
            {
                runs++;
                throw new InvalidOperationException("broken");
            }));

        Assert.StartsWith("Failed Microsoft.DurableTask.TaskFailedException", await simulation.RunAsync("Main"), StringComparison.Ordinal);
        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task Advance_WhileAnActivityRuns_WaitsForItAndTellsWhatItWaitsFor()
    {
        var gate = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var simulation = await Simulation.StartAsync(
            new InProcessFunctions()
                .Orchestrator<string>("Main", static context => context.CallActivityAsync<string>("Slow"))
                .Activity<object?>("Slow", _ => gate.Task),
            patience: TimeSpan.FromMilliseconds(200));
        var id = await simulation.StartAsync("Main");

        var held = await Assert.ThrowsAsync<LocalHost.Clock.ClockHeldException>(() => simulation.AdvanceAsync(TimeSpan.FromDays(1)));

        Assert.Contains($"instance {id}: activity Slow runs", held.Message, StringComparison.Ordinal);
        gate.SetResult("late");
        Assert.Equal(Simulation.Begin.AddDays(1), (await simulation.AdvanceAsync(TimeSpan.FromDays(1))).Now);
    }

    private static Task<Simulation> StartAsync(Func<TaskOrchestrationContext, Task<string>> code)
        => Simulation.StartAsync(new InProcessFunctions().Orchestrator("Main", code));
}
