using System.Globalization;
using Azure.Messaging.ServiceBus;
using LocalHost.Bus;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Tests.Bus;

/// <summary>
/// F02 and F08: a bus in a real process, killed with SIGKILL while clients send and receive, at seeded moments. What was acknowledged is
/// there, once, though each life sends its predecessor's last messages again.
/// </summary>
public sealed class KillTests
{
    private const int Lives = 4;
    private const int Senders = 4;
    private const int Repeated = 20;

    [Fact]
    public async Task Process_KilledWhileSending_LosesNothingAcknowledgedAndDoublesNothing()
    {
        var folder = Directory.CreateTempSubdirectory("bus-kill-");
        var random = new Random(20260302);
        var acknowledged = new HashSet<string>();

        for (var life = 0; life < Lives; life++)
            await LiveAndDieAsync(folder.FullName, life, random.Next(3, 200), acknowledged);

        var stored = await StoredAsync(folder.FullName);
        Assert.Equal(stored.Distinct(), stored);
        Assert.Empty(acknowledged.Except(stored));
        folder.Delete(recursive: true);
    }

    /// <summary>
    /// The process that is killed: sends and prints the id of each message that was acknowledged. The first of a life repeat the last
    /// one's.
    /// </summary>
    internal static async Task RunVictimAsync(string folder, int life)
    {
        await using var bus = new BusHost(TestBus.Options(folder), TimeProvider.System, NullLoggerFactory.Instance);
        await bus.StartAsync(CancellationToken.None);
        await using var client = TestBus.ClientOf(bus.ConnectionString);
        var next = life == 0 ? 0 : (int)bus.Count("once") - Repeated;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(async _ =>
        {
            var sender = client.CreateSender("once");
            // Until it is killed.
            for (; ; )
            {
                var id = Math.Max(0, Interlocked.Increment(ref next)).ToString(CultureInfo.InvariantCulture);
                await sender.SendMessageAsync(new ServiceBusMessage(id) { MessageId = id });
                Console.WriteLine(id);
            }
        }));
    }

    private static async Task LiveAndDieAsync(string folder, int life, int lines, HashSet<string> acknowledged)
    {
        using var process = Victim.Start(ChildProcess.SendToBus, folder, life.ToString(CultureInfo.InvariantCulture));
        try
        {
            using var limit = new CancellationTokenSource(TestBus.Limit);
            for (var line = 0; line < lines; line++)
                acknowledged.Add((await process.StandardOutput.ReadLineAsync(limit.Token))!);
        }
        finally
        {
            // SIGKILL: no handler runs.
            process.Kill();
            await process.WaitForExitAsync();
        }

        while (await process.StandardOutput.ReadLineAsync() is { Length: > 0 } late)
            acknowledged.Add(late);
    }

    private static async Task<List<string>> StoredAsync(string folder)
    {
        await using var bus = new BusHost(TestBus.Options(folder), TimeProvider.System, NullLoggerFactory.Instance);
        await bus.StartAsync(CancellationToken.None);
        await using var client = TestBus.ClientOf(bus.ConnectionString);
        var receiver = client.CreateReceiver("once");
        var stored = new List<string>();
        while (await receiver.PeekMessagesAsync(250) is { Count: > 0 } some)
            stored.AddRange(some.Select(message => message.MessageId));
        return stored;
    }
}
