using ChildProtection.Tests.Support;

namespace LocalHost.Tests.Simulated;

/// <summary>F07: events by the thousand among timers and new generations.</summary>
public sealed class StormTests
{
    private const int Senders = 4;
    private const int EventsEach = 150;

    // 10,200 events.
    private static readonly string[] Targets = [.. Enumerable.Range(0, 17).Select(static i => $"s-{i}")];

    [Fact]
    public async Task Events_AmongTimersAndGenerations_AreEachTakenOnce()
    {
        await using var simulation = await Simulation.StartAsync(Code());
        foreach (var id in Targets)
            await simulation.StartAsync("Loop", Array.Empty<int>(), id);

        await Task.WhenAll(Targets.SelectMany(id => Enumerable.Range(0, Senders).Select(sender => SendAsync(simulation, id, sender))));

        foreach (var id in Targets)
        {
            var seen = (await simulation.EndAsync(id)).ReadOutputAs<int[]>()!;
            Assert.Equal(Enumerable.Range(0, Senders).SelectMany(static sender => Numbers(sender)), seen.Order());
        }
    }

    [Fact]
    public async Task Events_OfASenderThatWaitsForEachToBeTaken_KeepTheirOrder()
    {
        await using var simulation = await Simulation.StartAsync(Code());
        await simulation.StartAsync("Loop", Array.Empty<int>(), "one");

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(async sender =>
        {
            foreach (var number in Numbers(sender))
            {
                await simulation.Client.RaiseEventAsync("one", "Number", number);
                await Until.TrueAsync($"{number} is taken", async () => (await simulation.LookAsync("one")) is var seen
                    && (seen.IsCompleted || seen.ReadCustomStatusAs<int[]>()![sender] == number));
            }
        }));

        var taken = (await simulation.EndAsync("one")).ReadOutputAs<int[]>()!;
        foreach (var sender in taken.GroupBy(static number => number / 1_000))
            Assert.Equal(Numbers(sender.Key), sender);
    }

    [Fact]
    public async Task Instances_OnAMovingClock_WakeForTimersAndEventsAlike()
    {
        await using var simulation = await Simulation.StartAsync(Code());
        foreach (var id in Targets)
            await simulation.StartAsync("Loop", Array.Empty<int>(), id);
        await simulation.RestAsync();
        for (var day = 1; day <= 10; day++)
        {
            await Task.WhenAll(Targets.Select(id => simulation.Client.RaiseEventAsync(id, "Number", day)));
            await simulation.AdvanceAsync(TimeSpan.FromDays(1));
        }

        foreach (var id in Targets)
        {
            await simulation.Client.RaiseEventAsync(id, "Number", int.MaxValue);
            // One timer a day (-1) and one event a day, in the order in which they came.
            var expected = Enumerable.Range(1, 10).SelectMany(static day => new[] { day, -1 });
            Assert.Equal(expected, (await simulation.EndAsync(id)).ReadOutputAs<int[]>());
        }
    }

    private static IEnumerable<int> Numbers(int sender) => Enumerable.Range(sender * 1_000, EventsEach);

    private static async Task SendAsync(Simulation simulation, string id, int sender)
    {
        foreach (var number in Numbers(sender))
            await simulation.Client.RaiseEventAsync(id, "Number", number);
    }

    /// <summary>One signal a generation: a number, or -1 after a day without one. Ends with all of them, or on the largest.</summary>
    private static InProcessFunctions Code() => new InProcessFunctions().Orchestrator<int[], int[]>("Loop", static async (context, seen) =>
    {
        // The last number of each sender.
        context.SetCustomStatus(Enumerable.Range(0, Senders).Select(sender => seen.LastOrDefault(n => n / 1_000 == sender, -1)).ToArray());
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
        if (all.Count(static number => number >= 0) < Senders * EventsEach)
            context.ContinueAsNew(all);
        return all;
    });
}
