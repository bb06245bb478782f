using Azure.Messaging.ServiceBus;
using ChildProtection.Tests.Support;
using LocalHost.Bus;
using Microsoft.Extensions.Logging;

namespace LocalHost.Tests.Bus;

/// <summary>
/// F03 and F06: the log beside the file may be torn, cut or copied at any moment. What is left is whole, and a loss is told.
/// </summary>
public sealed class LogTests
{
    private const int Messages = 40;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.4)]
    [InlineData(0.9)]
    public async Task Log_CutShort_LosesCommits_AndTheBusSaysHowMany(double kept)
    {
        await using var bus = await FilledAsync();
        var copy = Copy(bus, "cut");
        // As a process that was killed leaves it: the lock keeps the number of the last commit.
        await bus.CloseAsync();
        File.Copy(bus.Database + ".lock", Path.Combine(copy, "bus.db.lock"));
        await using (var log = new FileStream(Path.Combine(copy, "bus.db-wal"), FileMode.Open))
            log.SetLength((long)(log.Length * kept));

        var logs = HeardLogs.From(LogLevel.Warning);
        var left = await ReadAsync(copy, logs);

        Assert.Contains(logs.Lines, line => line.Text.Contains("commits that were acknowledged", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, left.Count), left);
        Assert.NotEqual(Messages, left.Count);
    }

    [Fact]
    public async Task Log_Torn_OpensCleanWithEverythingBeforeTheTear()
    {
        await using var bus = await FilledAsync();
        var copy = Copy(bus, "torn");
        await using (var log = new FileStream(Path.Combine(copy, "bus.db-wal"), FileMode.Open))
        {
            // The middle of the last frame: half of it old, half of it nothing.
            log.Position = log.Length - 2_000;
            await log.WriteAsync(new byte[2_000]);
        }

        var left = await ReadAsync(copy, HeardLogs.From(LogLevel.Warning));

        Assert.Equal(Enumerable.Range(0, Messages - 1), left);
    }

    [Fact]
    public async Task Copy_TakenUnderLoad_OpensAndHoldsAllThatWasAcknowledged()
    {
        await using var bus = await TestBus.StartAsync();
        var acknowledged = 0;
        using var stop = new CancellationTokenSource();
        var load = LoadAsync(bus, () => Interlocked.Increment(ref acknowledged), stop.Token);
        var random = new Random(1);
        var copies = new List<(string Path, int Acknowledged)>();

        for (var number = 0; number < 6; number++)
        {
            var goal = Volatile.Read(ref acknowledged) + random.Next(1, 40);
            await Until.TrueAsync("enough is acknowledged", () => Volatile.Read(ref acknowledged) >= goal);
            var before = Volatile.Read(ref acknowledged);
            copies.Add((Copy(bus, $"copy-{number}"), before));
        }

        await stop.CancelAsync();
        await load;
        foreach (var (path, before) in copies)
        {
            var held = await ReadAsync(path, HeardLogs.From(LogLevel.Warning));
            Assert.Equal(Enumerable.Range(0, held.Count), held);
            Assert.InRange(held.Count, before, int.MaxValue);
        }
    }

    private static async Task LoadAsync(TestBus bus, Action acknowledged, CancellationToken cancellationToken)
    {
        var sender = bus.Client.CreateSender("work");
        for (var number = 0; !cancellationToken.IsCancellationRequested; number++)
        {
            await sender.SendMessageAsync(new ServiceBusMessage($"{number}"), CancellationToken.None);
            acknowledged();
        }
    }

    private static async Task<TestBus> FilledAsync()
    {
        var bus = await TestBus.StartAsync();
        using var never = new CancellationTokenSource();
        var sender = bus.Client.CreateSender("work");
        for (var number = 0; number < Messages; number++)
            await sender.SendMessageAsync(new ServiceBusMessage($"{number}"));
        return bus;
    }

    // The file first: what it lacks is in the log.
    private static string Copy(TestBus bus, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(bus.Folder, name)).FullName;
        foreach (var part in (string[])["bus.db", "bus.db-wal"])
            File.Copy(Path.Combine(bus.Folder, part), Path.Combine(folder, part));
        return folder;
    }

    private static async Task<List<int>> ReadAsync(string folder, HeardLogs logs)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(logs));
        await using var host = new BusHost(TestBus.Options(folder), TimeProvider.System, loggers);
        await host.StartAsync(CancellationToken.None);
        await using var client = TestBus.ClientOf(host.ConnectionString);
        var receiver = client.CreateReceiver("work");
        var found = new List<int>();
        while (await receiver.PeekMessagesAsync(100) is { Count: > 0 } some)
            found.AddRange(some.Select(message => int.Parse(message.Body.ToString(), System.Globalization.CultureInfo.InvariantCulture)));
        return found;
    }
}
