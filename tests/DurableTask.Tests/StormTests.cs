using ChildProtection.LocalRuntime.Clock;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace DurableTask.Tests;

/// <summary>F07: events by the thousand among timers and new generations, with instances evicted all the time.</summary>
public sealed class StormTests
{
    private const int Senders = 4;
    private const int EventsEach = 150;

    // With each cache 10,200 events.
    private static readonly string[] Targets = [.. Enumerable.Range(0, 17).Select(static i => $"s-{i}")];

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task Events_AmongTimersAndGenerations_AreEachTakenOnceAndInOrderPerSender(int cacheSize)
    {
        await using var harness = await EngineHarness.StartAsync(Code, change: options => options with { CacheSize = cacheSize });
        foreach (var id in Targets)
            await harness.Client.ScheduleNewOrchestrationInstanceAsync("Loop", Array.Empty<int>(), new StartOrchestrationOptions(id));

        await Task.WhenAll(Targets.SelectMany(id => Enumerable.Range(0, Senders).Select(sender => SendAsync(harness.Client, id, sender))));

        foreach (var id in Targets)
        {
            var seen = (await harness.EndAsync(id)).ReadOutputAs<int[]>()!.Where(static n => n >= 0).ToArray();
            Assert.Equal(Senders * EventsEach, seen.Length);
            foreach (var sender in seen.GroupBy(static n => n / 1_000))
                Assert.Equal(Enumerable.Range(sender.Key * 1_000, EventsEach), sender);
        }
    }

    [Fact]
    public async Task Instances_OnAMovingClock_WakeForTimersAndEventsAlike()
    {
        using var clock = new SimulatedClock(CaseScript.Begin);
        await using var harness = await EngineHarness.StartAsync(Code, clock, static options => options with { CacheSize = 1, TimerWindow = 2 });
        foreach (var id in Targets)
            await harness.Client.ScheduleNewOrchestrationInstanceAsync("Loop", Array.Empty<int>(), new StartOrchestrationOptions(id));
        using var limit = new CancellationTokenSource(EngineHarness.Limit);
        for (var day = 1; day <= 10; day++)
        {
            await Task.WhenAll(Targets.Select(id => harness.Client.RaiseEventAsync(id, "Number", day)));
            await clock.AdvanceToAsync(CaseScript.Begin.AddDays(day), harness.Engine.WhenAtRestAsync, null, limit.Token);
        }

        await harness.RestartAsync();
        foreach (var id in Targets)
        {
            await harness.Client.RaiseEventAsync(id, "Number", int.MaxValue);
            // With more instances than the window of timers: a next generation's timer of the same moment was once taken for the one before.
            // One timer a day (-1) and one event a day, in the order in which they came.
            Assert.Equal(Enumerable.Range(1, 10).SelectMany(static day => new[] { day, -1 }), (await harness.EndAsync(id)).ReadOutputAs<int[]>());
        }
    }

    private static async Task SendAsync(DurableTaskClient client, string id, int sender)
    {
        for (var i = 0; i < EventsEach; i++)
            await client.RaiseEventAsync(id, "Number", (sender * 1_000) + i);
    }

    /// <summary>One signal a generation: a number, or -1 when a day has passed without one. Ends with all of them, or on the largest number.</summary>
    private static void Code(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc<int[], int[]>("Loop", static async (context, seen) =>
    {
        var waiter = context.WaitForExternalEvent<int>("Number");
        using var source = new CancellationTokenSource();
        var timer = context.CreateTimer(TimeSpan.FromDays(1), source.Token);
        if (await Task.WhenAny(waiter, timer) == timer)
            context.SendEvent(context.InstanceId, "Number", -1);
        else
            source.Cancel();
        var next = await waiter;
        if (next == int.MaxValue)
            return seen;
        int[] all = [.. seen, next];
        if (all.Count(static n => n >= 0) < Senders * EventsEach)
            context.ContinueAsNew(all);
        return all;
    });
}
