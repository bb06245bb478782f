using System.Globalization;
using System.Runtime.InteropServices;
using ChildProtection.LocalRuntime.DurableTask;
using ChildProtection.Tests.Support;
using Microsoft.DurableTask;

namespace DurableTask.Tests;

/// <summary>F04: the file can't grow any more (a limit of the process, which the system enforces as it does a full disk), and later it can again.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task FileThatCannotGrow_RefusesCalls_SaysWhy_AndTheEngineGoesOnOnceThereIsRoom()
    {
        var folder = Directory.CreateTempSubdirectory("engine-full-");
        using var process = Victim.Start("full", Path.Combine(folder.FullName, "engine.db"));
        using var limit = new CancellationTokenSource(EngineHarness.Limit * 2);
        var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        folder.Delete(recursive: true);

        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["refused", "unhealthy with a reason", "healthy again", "in order, none lost, none twice"], lines);
    }

    internal static async Task RunVictimAsync(string path)
    {
        // The system's signal for a file that would grow too large ends a process that does not look out for it.
        using var ignored = PosixSignalRegistration.Create((PosixSignal)25, static signal => signal.Cancel = true);
        await using var engine = await EngineHarness.OpenAsync(path, CopyTests.Keeper);
        await engine.StartAsync(CancellationToken.None);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Keep", Array.Empty<int>(), new StartOrchestrationOptions("keeper"));
        var taken = new List<int>();
        var next = 0;
        Limit((ulong)(new FileInfo(path + "-wal").Length + 200_000));
        try
        {
            for (; ; next++)
            {
                await engine.Client.RaiseEventAsync("keeper", "Number", next);
                taken.Add(next);
            }
        }
        catch (DurableStoreException)
        {
            Console.WriteLine("refused");
        }

        Console.WriteLine(engine.Health is { Writable: false, Reason.Length: > 0 } ? "unhealthy with a reason" : "no word of it");
        Limit(ulong.MaxValue);
        await Until.TrueAsync("it can be written to again", () => engine.Health.Writable);
        Console.WriteLine("healthy again");
        for (var i = 0; i < 20; i++, next++)
        {
            await engine.Client.RaiseEventAsync("keeper", "Number", next);
            taken.Add(next);
        }

        await engine.Client.RaiseEventAsync("keeper", "Number", -1);
        var seen = (await engine.Client.WaitForInstanceCompletionAsync("keeper", true)).ReadOutputAs<int[]>()!;
        Console.WriteLine(seen.SequenceEqual(taken) ? "in order, none lost, none twice" : string.Create(CultureInfo.InvariantCulture, $"{seen.Length} of {taken.Count}"));
    }

    private static void Limit(ulong bytes)
    {
        const int FileSize = 1;
        var limits = new Limits { Soft = bytes, Hard = ulong.MaxValue };
        if (SetLimit(FileSize, ref limits) != 0)
            throw new InvalidOperationException($"The limit could not be set (error {Marshal.GetLastPInvokeError()}).");
    }

    [DllImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetLimit(int resource, ref Limits limits);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limits
    {
        public ulong Soft;
        public ulong Hard;
    }
}
