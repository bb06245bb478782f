using Azure.Messaging.ServiceBus;
using LocalHost.Bus;
using LocalHost.Bus.Access;
using LocalHost.Bus.Amqp;
using LocalHost.Bus.Entities;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks;

/// <summary>P12: the broker, over what the official client reaches with a queue in memory behind the same AMQP library.</summary>
internal static class BrokerThroughput
{
    private const string Queue = "work";
    private const int Senders = 64;
    private const int Receivers = 4;
    private const int AtOnce = 50;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
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
        var (peer, own) = (await PeerAsync(settings, options), await BrokerAsync(settings, options));
        Tell("sent singly by 64", own.Sent, peer.Sent);
        Tell("received and completed", own.Received, peer.Received);
        folder.Delete(recursive: true);

        void Tell(string what, double value, double limit) => report.AddOver(
            "P12", $"messages of 1 KB a second {what}, over the client's own limit", value, limit, "in memory", "/s", "0.5");
    }

    private static async Task<(double Sent, double Received)> PeerAsync(BusOptions settings, Options options)
    {
        var keys = AccessKeys.LoadOrCreate(settings.KeysPath, EntitiesFile.Read(settings.EntitiesPath, settings.ListOf));
        await using var face = new AmqpFace(new MemoryLinks(), keys, 0, NullLogger.Instance);
        return await RatesAsync(keys.ConnectionString(face.Port), options);
    }

    private static async Task<(double Sent, double Received)> BrokerAsync(BusOptions settings, Options options)
    {
        await using var bus = new BusHost(settings, TimeProvider.System, NullLoggerFactory.Instance);
        await bus.StartAsync(CancellationToken.None);
        return await RatesAsync(bus.ConnectionString, options);
    }

    private static async Task<(double Sent, double Received)> RatesAsync(string connection, Options options)
    {
        var (warm, count) = (options.Of(2_000), options.Of(20_000));
        await using var client = new ServiceBusClient(connection);
        await using var sender = client.CreateSender(Queue);
        await Timing.RateAsync(Senders, warm, (_, _) => sender.SendMessageAsync(new ServiceBusMessage(Body)));
        await TakeAsync(client, warm);
        var sent = await Timing.RateAsync(Senders, count, (_, _) => sender.SendMessageAsync(new ServiceBusMessage(Body)));
        return (sent, count / await Timing.SecondsAsync(() => TakeAsync(client, count)));
    }

    private static async Task TakeAsync(ServiceBusClient client, int count)
    {
        using var taken = new CancellationTokenSource(Limit);
        var left = count;
        await Task.WhenAll(Enumerable.Range(0, Receivers).Select(async _ =>
        {
            await using var receiver = client.CreateReceiver(Queue, new ServiceBusReceiverOptions { PrefetchCount = 2 * AtOnce });
            while (Volatile.Read(ref left) > 0)
            {
                var some = await receiver.ReceiveMessagesAsync(AtOnce, TimeSpan.FromMilliseconds(100), taken.Token);
                await Task.WhenAll(some.Select(message => receiver.CompleteMessageAsync(message, taken.Token)));
                Interlocked.Add(ref left, -some.Count);
            }
        }));
    }
}
