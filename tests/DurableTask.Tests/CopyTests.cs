using ChildProtection.Tests.Support;
using Microsoft.DurableTask;

namespace DurableTask.Tests;

/// <summary>F06: copies of the file and its log, taken at random moments, hold all that was acknowledged before.</summary>
public sealed class CopyTests
{
    [Fact]
    public async Task Copy_TakenUnderLoad_OpensAndHoldsAllThatWasAcknowledged()
    {
        await using var harness = await EngineHarness.StartAsync(Keeper);
        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Keep", Array.Empty<int>(), new StartOrchestrationOptions("keeper"));
        var acknowledged = -1;
        using var stop = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await harness.Client.RaiseEventAsync("keeper", "Number", i);
                Volatile.Write(ref acknowledged, i);
            }
        });

        var random = new Random(1);
        var copies = new List<(string Path, int Acknowledged)>();
        for (var n = 0; n < 6; n++)
        {
            var goal = Volatile.Read(ref acknowledged) + random.Next(1, 40);
            await Until.TrueAsync("enough is acknowledged", () => Volatile.Read(ref acknowledged) >= goal);
            copies.Add(Copy(harness, n));
        }

        await stop.CancelAsync();
        await load;
        foreach (var (path, last) in copies)
            await AssertHolds(path, last);

        (string, int) Copy(EngineHarness from, int n)
        {
            var held = Volatile.Read(ref acknowledged);
            var path = Path.Combine(from.Folder.FullName, $"copy-{n}.db");
            foreach (var part in new[] { string.Empty, "-wal" })
                File.Copy(from.DatabasePath + part, path + part);
            return (path, held);
        }
    }

    private static async Task AssertHolds(string path, int last)
    {
        await using var engine = await EngineHarness.OpenAsync(path, Keeper);
        await engine.StartAsync(CancellationToken.None);
        await engine.Client.RaiseEventAsync("keeper", "Number", -1);
        using var limit = new CancellationTokenSource(EngineHarness.Limit);
        var end = await engine.Client.WaitForInstanceCompletionAsync("keeper", getInputsAndOutputs: true, limit.Token);
        var seen = end.ReadOutputAs<int[]>()!;
        Assert.Equal(Enumerable.Range(0, seen.Length), seen);
        Assert.True(seen.Length > last, $"{seen.Length} of {last + 1} acknowledged events are in the copy");
    }

    /// <summary>Keeps every number it is sent, one generation each, until it is sent -1.</summary>
    internal static void Keeper(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<int[], int[]>("Keep", static async (context, seen) =>
        {
            var next = await context.WaitForExternalEvent<int>("Number");
            if (next < 0)
                return seen;
            int[] all = [.. seen, await context.CallActivityAsync<int>("Echo", next)];
            context.ContinueAsNew(all);
            return all;
        })
        .AddActivityFunc<int, int>("Echo", static (_, i) => i);
}
