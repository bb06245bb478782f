using System.Net;
using ChildProtection.Tests.Support;

namespace Benchmarks;

/// <summary>
/// P7: what storage is asked for in a case's first year. No year passes on the official engine, so the costs of one event and one
/// checkpoint are counted there and multiplied by the year of the pure core; so are the wakes of timers that are too long for a queue.
/// </summary>
internal static class Transactions
{
    private const int Deadlines = 10;
    private const int Wakes = 10;

    public static async Task MeasureAsync(Report report, Options options)
    {
        var year = PureLife.Live(3, 365);
        var checkpoints = Math.Max(1, (int)Math.Round((double)year.Checkpoints / year.Deadlines));
        var events = options.Of(20);
        await using var azurite = await AzuriteProcess.StartWholeAsync(dataFolder: null, moreAccounts: 2);
        var (ownEvent, ownCheckpoint) = await ProductAsync(azurite.ConnectionStringOf(0), events);
        var (peerEvent, peerDeadline, wake) = await PeerAsync(azurite.ConnectionStringOf(1), events, checkpoints);
        var own = (year.Events * ownEvent) + (year.Checkpoints * ownCheckpoint) + (year.Wakes * wake);
        var peer = (year.Events * peerEvent) + (year.Deadlines * peerDeadline) + (year.WakesOfDeadlines * wake);
        report.Add(
            "P7",
            "storage transactions of an event; of a checkpoint; of a wake",
            $"{Report.Text(ownEvent)}; {Report.Text(ownCheckpoint)}; {Report.Text(wake)}",
            $"plain {Report.Text(peerEvent)}; a deadline with {checkpoints} timer(s) {Report.Text(peerDeadline)}");
        var what = $"of a case's first year ({year.Events} events, {year.Checkpoints} checkpoints, {year.Deadlines} deadlines; "
            + $"wakes {year.Wakes}, of timers for each deadline {year.WakesOfDeadlines})";
        report.AddOver("P7", what, own, peer, "N timers", "", "0.25");
    }

    private static async Task<(double Event, double Checkpoint)> ProductAsync(string storage, int events)
    {
        await using var count = new StorageCount(storage);
        await using var product = await HostedApp.ProductAsync(count.Connection);
        var now = TimeProvider.System.GetUtcNow();
        var present = new ProductCallers(product.Api, now);
        var id = await present.OpenAsync("present");
        await present.RaiseAsync(id, "warm");
        var ofEvents = await count.OfAsync(async () =>
        {
            for (var number = 0; number < events; number++)
                await present.RaiseAsync(id, $"event-{number}");
        });

        // What fell due before the referral came in is told at once.
        var late = "";
        var ofOpening = await count.OfAsync(async () => await present.OpenAsync("opening"));
        var ofLate = await count.OfAsync(async () => late = await new ProductCallers(product.Api, now.AddDays(-14)).OpenAsync("late"));
        var fired = (await product.Api.ListAsync($"/api/cases/{late}/chronology")).Count - 1;
        return fired > 0
            ? (ofEvents / events, (ofLate - ofOpening) / fired)
            : throw new InvalidOperationException("No checkpoint of a case of two weeks ago fired.");
    }

    private static async Task<(double Event, double Deadline, double Wake)> PeerAsync(string storage, int events, int checkpoints)
    {
        await using var count = new StorageCount(storage);
        await using var peer = await HostedApp.PeersAsync(count.Connection);
        var plain = new PlainCallers(peer.Api);
        var id = await plain.OpenAsync("plain");
        await plain.RaiseAsync(id, "warm");
        var ofEvents = await count.OfAsync(async () =>
        {
            for (var number = 0; number < events; number++)
                await plain.RaiseAsync(id, $"event-{number}");
        });
        var timers = $"/api/timers/{Deadlines}/{checkpoints}";
        var ofDeadlines = await count.OfAsync(async () => (await peer.Api.PostAsync(timers, by: null, "{}")).Expect(HttpStatusCode.OK));
        var wakes = $"/api/wakes/{Wakes}";
        var ofWakes = await count.OfAsync(async () => (await peer.Api.PostAsync(wakes, by: null, "{}")).Expect(HttpStatusCode.OK));
        return (ofEvents / events, ofDeadlines / Deadlines, ofWakes / Wakes);
    }
}
