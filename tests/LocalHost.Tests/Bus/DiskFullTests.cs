using System.Runtime.InteropServices;
using Azure.Messaging.ServiceBus;
using LocalHost.Bus;
using LocalHost.Bus.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Tests.Bus;

/// <summary>
/// F04: the file can't grow any more (a limit of the process, which the system enforces as it does a full disk), and later it can again.
/// </summary>
public sealed class DiskFullTests
{
    private const int FileTooLarge = 25;

    [Fact]
    public async Task FileThatCannotGrow_RefusesSends_SaysWhy_AndTheBusGoesOnOnceThereIsRoom()
    {
        var folder = Directory.CreateTempSubdirectory("bus-full-");
        using var process = Victim.Start(ChildProcess.FillBus, folder.FullName);
        using var limit = new CancellationTokenSource(TestBus.Limit * 2);

        var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        Assert.Equal(
            ["refused", "unhealthy with a reason", "healthy again", "in order, none lost, none twice"],
            said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        folder.Delete(recursive: true);
    }

    internal static async Task RunVictimAsync(string folder)
    {
        // The system's signal for a file that would grow too large ends a process that does not look out for it.
        using var ignored = PosixSignalRegistration.Create((PosixSignal)FileTooLarge, static signal => signal.Cancel = true);
        await using var bus = new BusHost(TestBus.Options(folder), TimeProvider.System, NullLoggerFactory.Instance);
        await bus.StartAsync(CancellationToken.None);
        await using var client = TestBus.ClientOf(bus.ConnectionString);
        await using var sender = client.CreateSender("work");
        var taken = new List<string>();
        await sender.SendMessageAsync(new ServiceBusMessage("first"));
        taken.Add("first");

        Limit((ulong)(new FileInfo(Path.Combine(folder, "bus.db-wal")).Length + 200_000));
        await FillAsync(sender, taken);
        Console.WriteLine(await ProbeAsync(bus) is { Length: > 0 } ? "unhealthy with a reason" : "no word of it");
        Limit(ulong.MaxValue);
        Console.WriteLine(await ProbeAsync(bus) is null ? "healthy again" : "still unhealthy");

        await sender.SendMessageAsync(new ServiceBusMessage("last"));
        taken.Add("last");
        var receiver = client.CreateReceiver("work");
        var seen = new List<string>();
        while (await receiver.PeekMessagesAsync(250) is { Count: > 0 } some)
            seen.AddRange(some.Select(message => message.Body.ToString()));
        Console.WriteLine(seen.SequenceEqual(taken) ? "in order, none lost, none twice" : $"{seen.Count} of {taken.Count}");
    }

    private static async Task FillAsync(ServiceBusSender sender, List<string> taken)
    {
        try
        {
            for (; ; )
            {
                await sender.SendMessageAsync(new ServiceBusMessage($"{taken.Count}"));
                taken.Add($"{taken.Count}");
            }
        }
        catch (ServiceBusException)
        {
            Console.WriteLine("refused");
        }
    }

    private static async Task<string?> ProbeAsync(BusHost bus)
    {
        try
        {
            await bus.ProbeAsync(CancellationToken.None);
            return null;
        }
        catch (BusStoreException error)
        {
            return error.Message;
        }
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
