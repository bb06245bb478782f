using System.Diagnostics;
using System.Globalization;
using Azure.Messaging.ServiceBus;
using ChildProtection.LocalRuntime.ServiceBus;

namespace ServiceBus.Tests;

/// <summary>F02 and F08: a real process, killed with SIGKILL while it sends, at seeded moments. What it was told is stored is there, once, though each life sends its predecessor's last messages again.</summary>
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

        await using (var broker = await MessageBroker.OpenAsync(Bus.Options(folder.FullName), TimeProvider.System))
        {
            var stored = (await Bus.ClientOf(broker).CreateReceiver("once").PeekMessagesAsync(1_000_000)).Select(message => message.MessageId!).ToList();
            Assert.Equal(stored.Distinct(), stored);
            Assert.Empty(acknowledged.Except(stored));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Locks_OfAProcessThatIsGone_AreGoneAndPoisonIsBuriedAfterItsAttempts()
    {
        await using var bus = await Bus.OpenAsync();
        await bus.SendAsync("work", new ServiceBusMessage("ends the process") { MessageId = "p" });
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(attempt, (await bus.Client.CreateReceiver("work").ReceiveMessageAsync(Bus.AtOnce))!.DeliveryCount);
            await bus.RestartAsync();
        }

        Assert.Null(await bus.Client.CreateReceiver("work").ReceiveMessageAsync(Bus.AtOnce));
        Assert.Equal("MaxDeliveryCountExceeded", (await bus.DeadLettersOf("work").ReceiveMessageAsync(Bus.AtOnce))!.DeadLetterReason);
    }

    /// <summary>The process that is killed: sends and prints the id of each message that was acknowledged. The first of a life repeat the last one's.</summary>
    internal static async Task RunVictimAsync(string folder, int life)
    {
        await using var broker = await MessageBroker.OpenAsync(Bus.Options(folder), TimeProvider.System);
        await using var client = Bus.ClientOf(broker);
        var next = life == 0 ? 0 : (int)await broker.CountAsync("once") - Repeated;
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
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(KillTests).Assembly.Location, folder, life.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
        })!;
        try
        {
            using var limit = new CancellationTokenSource(Bus.Limit);
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
}
