using System.Globalization;
using Microsoft.DurableTask;

namespace DurableTask.Tests;

/// <summary>F02: a real process, killed with SIGKILL under load, at seeded moments; each life goes on where the last one ended.</summary>
public sealed class KillTests
{
    private const int Lives = 4;

    [Fact]
    public async Task Process_KilledUnderLoad_LosesAndRepeatsNothingAcknowledged()
    {
        var folder = Directory.CreateTempSubdirectory("engine-kill-");
        var path = Path.Combine(folder.FullName, "engine.db");
        var random = new Random(20260302);
        var acknowledged = new List<int>();
        for (var life = 0; life < Lives; life++)
            await LiveAndDie(path, life, random.Next(3, 60), acknowledged);

        await using (var engine = await EngineHarness.OpenAsync(path, CopyTests.Keeper))
        {
            await engine.StartAsync(CancellationToken.None);
            await engine.Client.RaiseEventAsync("keeper", "Number", -1);
            using var limit = new CancellationTokenSource(EngineHarness.Limit);
            var seen = (await engine.Client.WaitForInstanceCompletionAsync("keeper", true, limit.Token)).ReadOutputAs<int[]>()!;
            Assert.Equal(seen.Distinct(), seen);
            Assert.Empty(acknowledged.Except(seen));
        }

        folder.Delete(recursive: true);
    }

    /// <summary>The process that is killed: raises numbers and prints each one that was acknowledged.</summary>
    internal static async Task RunVictimAsync(string path, int life)
    {
        await using var engine = await EngineHarness.OpenAsync(path, CopyTests.Keeper);
        await engine.StartAsync(CancellationToken.None);
        if (await engine.Client.GetInstanceAsync("keeper") is null)
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("Keep", Array.Empty<int>(), new StartOrchestrationOptions("keeper"));
        // Until it is killed; the numbers of each life are its own.
        for (var i = life * 100_000; ; i++)
        {
            await engine.Client.RaiseEventAsync("keeper", "Number", i);
            Console.WriteLine(i.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static async Task LiveAndDie(string path, int life, int lines, List<int> acknowledged)
    {
        using var process = Victim.Start("load", path, life.ToString(CultureInfo.InvariantCulture));
        try
        {
            using var limit = new CancellationTokenSource(EngineHarness.Limit);
            for (var line = 0; line < lines; line++)
                acknowledged.Add(int.Parse((await process.StandardOutput.ReadLineAsync(limit.Token))!, CultureInfo.InvariantCulture));
        }
        finally
        {
            // SIGKILL: no handler runs.
            process.Kill();
            await process.WaitForExitAsync();
        }

        while (await process.StandardOutput.ReadLineAsync() is { Length: > 0 } late)
            acknowledged.Add(int.Parse(late, CultureInfo.InvariantCulture));
    }
}
