using System.Globalization;
using ChildProtection.Tests.Support;
using Conformance.Hosts;
using ConformanceApp.Functions;
using Grpc.Core;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Conformance.Faults;

/// <summary>The official engine while its storage goes away, and while it is stopped and started.</summary>
public sealed class StorageFaultTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("storage-faults-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Stop_WithAnActivityUnderWay_LetsItComeToItsEnd()
    {
        await using var azurite = await AzuriteProcess.StartWholeAsync(null);
        var plan = NewPlan();
        string id;
        await using (var first = await StartAsync(azurite.ConnectionString))
        {
            id = await first.Client.StartAsync(nameof(FaultFunctions.CallWaitingActivity), plan);
            await Until.TrueAsync("the activity runs", () => File.Exists(plan.Trace));
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var stop = first.StopAsync(limit.Token);
            Assert.False(stop.IsCompleted);
            File.WriteAllText(plan.AwaitedFile, "");
            await stop;
        }

        await using var second = await StartAsync(azurite.ConnectionString);

        Assert.Equal("attempt 1", (await second.Client.EndAsync(id)).Output());
        Assert.Equal(1, new FileInfo(plan.Trace).Length);
    }

    /// <summary>F30 in miniature.</summary>
    [Fact]
    public async Task Storage_ThatIsAwayAndComesBack_LosesNothing()
    {
        await using var azurite = await AzuriteProcess.StartWholeAsync(Path.Combine(folder.FullName, "azurite"));
        await using var host = await StartAsync(azurite.ConnectionString);
        var waiting = await host.Client.StartAsync(nameof(CommonFunctions.CollectLetters), 2);
        var sleeping = await host.Client.StartAsync(nameof(TimerFunctions.LeaveATimerOpen), TimeSpan.FromSeconds(5));
        await host.Client.RaiseEventAsync(waiting, "Letter", "a");

        await azurite.StopAsync();
        await Assert.ThrowsAsync<RpcException>(() => host.Client.RaiseEventAsync(waiting, "Letter", "lost"));
        await azurite.StartAsync();

        await Until.TrueAsync("an event is taken", () => IsTakenAsync(host.Client, waiting, "b"), TimeSpan.FromMinutes(2));
        // The first letter was under way when the storage went: it comes again, perhaps after the second.
        Assert.Equal("ab", string.Concat((await host.Client.EndAsync(waiting)).Output().Order()));
        Assert.Equal("done", (await host.Client.EndAsync(sleeping)).Output());
    }

    /// <summary>
    /// F12: a host loses its storage under an activity, another takes that over, and the first comes back with its result.
    /// </summary>
    [Fact]
    public async Task Result_ThatComesAfterItsLeaseWasLost_IsDropped()
    {
        await using var azurite = await AzuriteProcess.StartWholeAsync(null);
        var proxies = azurite.Ports.ToDictionary(port => port, port => new CuttableProxy(port));
        var through = proxies.Aggregate(
            azurite.ConnectionString, (text, proxy) => text.Replace($":{proxy.Key}/", $":{proxy.Value.Port}/", StringComparison.Ordinal));
        var plan = NewPlan();
        var heard = HeardLogs.From(LogLevel.Warning);
        await using var first = await StartAsync(through, heard);
        var id = await first.Client.StartAsync(nameof(FaultFunctions.CallWaitingActivity), plan);
        await Until.TrueAsync("the activity runs", () => File.Exists(plan.Trace));
        foreach (var proxy in proxies.Values)
            proxy.Cut();
        await using var second = await StartAsync(azurite.ConnectionString, heard);
        Assert.Equal("attempt 2", (await second.Client.EndAsync(id)).Output());

        foreach (var proxy in proxies.Values)
            proxy.Mend();
        File.WriteAllText(plan.AwaitedFile, "");

        await Until.TrueAsync(
            "the late result is recognised",
            () => heard.Lines.Any(line => line.Text.Contains("Discarding") && line.Text.Contains(id)),
            TimeSpan.FromMinutes(2),
            () => string.Join(Environment.NewLine, heard.Lines.Select(line => line.Text)));
        Assert.Equal("attempt 2", (await second.Client.EndAsync(id)).Output());
        foreach (var proxy in proxies.Values)
            await proxy.DisposeAsync();
    }

    private static async Task<bool> IsTakenAsync(DurableTaskClient client, string id, string letter)
    {
        try
        {
            await client.RaiseEventAsync(id, "Letter", letter);
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    private static Task<DurableHost> StartAsync(string storage, HeardLogs? heard = null) => DurableHost.StartAsync(
        PublishedApp.Folder,
        invoker => OfficialOnAzurite.Engine(storage, invoker, heard is null ? null : Loggers(heard)));

    private static ILoggerFactory Loggers(HeardLogs heard) => LoggerFactory.Create(logging => logging.AddProvider(heard));

    private FilePlan NewPlan()
    {
        var name = Path.Combine(folder.FullName, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        return new FilePlan(name + ".trace", name + ".awaited");
    }
}
