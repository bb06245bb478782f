using ChildProtection.LocalRuntime.Clock;
using Microsoft.DurableTask;

namespace DurableTask.Tests;

/// <summary>F20: eighteen years of one childhood; F21: many timers due at once; and that neither age nor numbers make a turn dearer.</summary>
public sealed class LongLifeTests
{
    private static bool IsLong => Environment.GetEnvironmentVariable("CHILDPROTECTION_LONG_TESTS") == "1";

    [Fact]
    public async Task Childhood_OfEighteenYearsWithFortyPlans_IsTheSameTwice_AndItsHistoryStaysShort()
    {
        var (story, longest) = await ChildhoodAsync();
        Assert.InRange(longest, 3, 60);
        Assert.Equal((story, longest), await ChildhoodAsync());
    }

    [Fact]
    public async Task TimersDueAtOnce_AllFireOnceAndInOrder_WhileRequestsAreAnswered()
    {
        var count = IsLong ? 100_000 : 3_000;
        using var clock = new SimulatedClock(CaseScript.Begin);
        var order = new List<int>();
        await using var harness = await EngineHarness.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<int, int>("Sleep", async (context, number) =>
                {
                    // Ten moments, a second apart, all passed in one move of the clock.
                    await context.CreateTimer(CaseScript.Begin.UtcDateTime.AddDays(1).AddSeconds(number % 10), CancellationToken.None);
                    if (!context.IsReplaying)
                        order.Add(number % 10);
                    return number;
                })
                .AddOrchestratorFunc<string>("Wait", static context => context.WaitForExternalEvent<string>("Go")),
            clock);
        await Parallel.ForAsync(0, count, async (number, cancellation)
            => await harness.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", number, new StartOrchestrationOptions($"t-{number}"), cancellation));
        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("request"));
        await harness.RestAsync();

        using var limit = new CancellationTokenSource(EngineHarness.Limit * (IsLong ? 10 : 1));
        var moving = clock.AdvanceToAsync(CaseScript.Begin.AddDays(2), harness.Engine.WhenAtRestAsync, null, limit.Token);
        await harness.Client.RaiseEventAsync("request", "Go", "answered", limit.Token);
        Assert.Equal("answered", (await harness.EndAsync("request")).ReadOutputAs<string>());
        await moving;

        Assert.Equal(count, harness.Engine.TimersFired);
        Assert.Equal(order.Order(), order);
        Assert.Equal(count, order.Count);
    }

    [Fact]
    public async Task Turn_OfAnOldInstance_ReadsAndWritesNoMoreThanOfAYoungOne()
    {
        using var clock = new SimulatedClock(CaseScript.Begin);
        await using var harness = await EngineHarness.StartAsync(Loop, clock, static options => options with { CacheSize = 1 });
        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Loop", 0, new StartOrchestrationOptions("old"));
        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Loop", 0, new StartOrchestrationOptions("other"));
        await harness.RestAsync();
        var young = await CostOfAnEventAsync(harness);
        for (var i = 0; i < 500; i++)
            await harness.Client.RaiseEventAsync("old", "Number", i);
        await harness.RestAsync();

        Assert.Equal(young, await CostOfAnEventAsync(harness));
    }

    [Fact]
    public async Task Turn_AmongAThousandSleepers_ReadsAndWritesNoMoreThanAlone()
    {
        using var clock = new SimulatedClock(CaseScript.Begin);
        await using var harness = await EngineHarness.StartAsync(Loop, clock, static options => options with { CacheSize = 1, TimerWindow = 16 });
        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Loop", 0, new StartOrchestrationOptions("old"));
        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Loop", 0, new StartOrchestrationOptions("other"));
        await harness.RestAsync();
        var alone = await CostOfAnEventAsync(harness);
        await Parallel.ForAsync(0, 1_000, async (number, cancellation)
            => await harness.Client.ScheduleNewOrchestrationInstanceAsync("Loop", 0, new StartOrchestrationOptions($"s-{number}"), cancellation));
        await harness.RestAsync();

        Assert.Equal(alone, await CostOfAnEventAsync(harness));
        var before = harness.Engine.Costs;
        await harness.RestAsync();
        Assert.Equal(before, harness.Engine.Costs);
    }

    // Cold: with a cache of one, another instance pushes this one out first.
    private static async Task<(long Reads, long Writes)> CostOfAnEventAsync(EngineHarness harness)
    {
        await harness.Client.RaiseEventAsync("other", "Number", 1);
        await harness.RestAsync();
        var before = harness.Engine.Costs;
        await harness.Client.RaiseEventAsync("old", "Number", 1);
        await harness.RestAsync();
        var after = harness.Engine.Costs;
        return (after.Reads - before.Reads, after.Writes - before.Writes);
    }

    private static void Loop(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<int, string>("Loop", static async (context, generation) =>
        {
            using var source = new CancellationTokenSource();
            var reminder = context.CreateTimer(TimeSpan.FromDays(30), source.Token);
            await Task.WhenAny(context.WaitForExternalEvent<int>("Number"), reminder);
            source.Cancel();
            await context.CallActivityAsync("Commit", generation);
            context.ContinueAsNew(generation + 1);
            return string.Empty;
        })
        .AddActivityFunc<int>("Commit", static (_, _) => Task.CompletedTask);

    private static async Task<(string Story, long Longest)> ChildhoodAsync()
    {
        const int Years = 18;
        using var clock = new SimulatedClock(CaseScript.Begin);
        await using var harness = await EngineHarness.StartAsync(Childhood, clock);
        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Childhood", new Stage(0, 0, string.Empty), new StartOrchestrationOptions("child"));
        var random = new Random(18);
        var longest = 0L;
        using var limit = new CancellationTokenSource(EngineHarness.Limit);
        for (var at = CaseScript.Begin; at < CaseScript.Begin.AddYears(Years); at = at.AddDays(random.Next(20, 70)))
        {
            await clock.AdvanceToAsync(at, harness.Engine.WhenAtRestAsync, null, limit.Token);
            await harness.Client.RaiseEventAsync("child", "Meeting", random.Next(100), limit.Token);
            await harness.RestAsync();
            longest = Math.Max(longest, (await harness.Engine.ReadHistoryAsync("child", limit.Token))!.Events.Count);
        }

        await clock.AdvanceToAsync(CaseScript.Begin.AddYears(Years + 1), harness.Engine.WhenAtRestAsync, null, limit.Token);
        var end = (await harness.EndAsync("child")).ReadOutputAs<string>()!;
        Assert.InRange(int.Parse(end.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), 40, 60);
        return (end, longest);
    }

    private sealed record Stage(int Plans, int Meetings, string Record);

    /// <summary>Meetings and reminders, one a generation; a plan ends after every third meeting.</summary>
    private static void Childhood(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<Stage, string>("Childhood", static async (context, stage) =>
        {
            using var source = new CancellationTokenSource();
            var meeting = context.WaitForExternalEvent<int>("Meeting");
            var reminder = context.CreateTimer(TimeSpan.FromDays(42), source.Token);
            if (await Task.WhenAny(meeting, reminder) == reminder)
                context.SendEvent(context.InstanceId, "Meeting", -1);
            else
                source.Cancel();
            var held = await meeting;
            var mark = await context.CallActivityAsync<int>("Record", held);
            var next = held < 0 ? stage : stage with { Meetings = stage.Meetings + 1, Plans = stage.Plans + (stage.Meetings % 3 == 2 ? 1 : 0) };
            next = next with { Record = $"{stage.Record}{mark % 10}"[Math.Max(0, stage.Record.Length - 200)..] };
            if (context.CurrentUtcDateTime >= CaseScript.Begin.UtcDateTime.AddYears(18))
                return $"{next.Plans} plans {context.CurrentUtcDateTime:yyyy-MM-dd} {next.Record}";
            context.ContinueAsNew(next);
            return string.Empty;
        })
        .AddActivityFunc<int, int>("Record", static (_, number) => number + 1);
}
