using Azure.Messaging.ServiceBus;
using LocalHost.Bus;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks;

/// <summary>P12: the broker, and the official client against a node of the same library that keeps messages in memory.</summary>
internal static class BrokerThroughput
{
    private const int Senders = 64;
    private const int Receivers = 4;
    private const int AtOnce = 50;
    private static readonly byte[] Body = new byte[1_000];

    public static async Task MeasureAsync(Report report, Options options)
    {
        var folder = Directory.CreateTempSubdirectory("bench-bus-");
        var settings = new BusOptions
        {
            DatabasePath = Path.Combine(folder.FullName, "bus.db"),
            KeysPath = Path.Combine(folder.FullName, "keys.json"),
            EntitiesPath = Path.Combine(AppContext.BaseDirectory, "bus.entities.json"),
            Port = 0,
        };
        await using var node = new MemoryNode(settings);
        var peer = await RatesAsync(node.ConnectionString, options.Of(20_000));
        await using (var bus = new BusHost(settings, TimeProvider.System, NullLoggerFactory.Instance))
        {
            await bus.StartAsync(CancellationToken.None);
            var own = await RatesAsync(bus.ConnectionString, options.Of(20_000));
            Tell("sent singly by 64", own.Sent, peer.Sent);
            Tell("received and completed", own.Received, peer.Received);
        }

        folder.Delete(recursive: true);

        void Tell(string what, double value, double limit) => report.Add(
            "P12", $"messages of 1 KB a second {what}, over the client's own limit", $"{Report.Text(value / limit)} ({Report.Text(value, "/s")})", $"in memory {Report.Text(limit, "/s")}", "0.5");
    }

    private static async Task<(double Sent, double Received)> RatesAsync(string connection, int count)
    {
        await using var client = new ServiceBusClient(connection);
        await using var sender = client.CreateSender("work");
        await Timing.RateAsync(Senders, count / 10, (_, _) => sender.SendMessageAsync(new ServiceBusMessage(Body)));
        var sent = await Timing.RateAsync(Senders, count, (_, _) => sender.SendMessageAsync(new ServiceBusMessage(Body)));
        var left = count + (count / 10);
        var seconds = await Timing.SecondsAsync(() => Task.WhenAll(Enumerable.Range(0, Receivers).Select(async _ =>
        {
            await using var receiver = client.CreateReceiver("work", new ServiceBusReceiverOptions { PrefetchCount = 2 * AtOnce });
            while (Volatile.Read(ref left) > 0)
            {
                var some = await receiver.ReceiveMessagesAsync(AtOnce, TimeSpan.FromSeconds(1));
                await Task.WhenAll(some.Select(message => receiver.CompleteMessageAsync(message)));
                Interlocked.Add(ref left, -some.Count);
            }
        })));
        return (sent, (count + (count / 10)) / seconds);
    }
}
