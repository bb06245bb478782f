using System.Globalization;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;

namespace Benchmarks;

/// <summary>P4, P5, P6, Load: events over HTTP on the official engine, product and peer by turns on one Azurite.</summary>
internal static class Signals
{
    private const int CallersAtOnce = 8;

    // Twice the maxQueuePollingInterval of host.json, and thirty seconds.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(32);

    public static async Task MeasureAsync(Report report, Options options)
    {
        var folder = Directory.CreateTempSubdirectory("bench-azurite-");
        await using (var azurite = await AzuriteProcess.StartWholeAsync(folder.FullName, moreAccounts: 2))
        await using (var product = await HostedApp.ProductAsync(azurite.ConnectionStringOf(0)))
        await using (var peer = await HostedApp.PeersAsync(azurite.ConnectionStringOf(1)))
        {
            Callers[] both = [new ProductCallers(product.Api, TimeProvider.System.GetUtcNow()), new PlainCallers(peer.Api)];
            if (options.Wants("P4"))
                await WarmAsync(report, options, both);
            if (options.Wants("P6"))
                await RatesAsync(report, options, both);
            if (options.Wants("Load"))
                await LoadAsync(report, options, product.Api);
            if (options.Wants("P5"))
                await IdleAsync(report, options, both);
        }

        folder.Delete(recursive: true);
    }

    private static async Task WarmAsync(Report report, Options options, Callers[] both)
    {
        var (own, peer) = await ByTurnsAsync(both, "warm", options.Of(200), before: null);
        const string What = "event over HTTP to its decision, warm: median over the peer's";
        report.AddOver(
            "P4", What, Timing.Median(own), Timing.Median(peer), "plain", "ms", "1.3");
        report.AddOver(
            "P4", "the same, p99 over the peer's", Timing.Quantile(own, 0.99), Timing.Quantile(peer, 0.99), "plain", "ms", "1.5");
    }

    private static async Task IdleAsync(Report report, Options options, Callers[] both)
    {
        var (own, peer) = await ByTurnsAsync(both, "idle", options.Of(7, least: 1), Idle);
        report.Add(
            "P5",
            $"the same after {Idle.TotalSeconds} s of rest, median",
            Report.Text(Timing.Median(own) / 1000, "s"),
            $"plain {Report.Text(Timing.Median(peer) / 1000, "s")}",
            "1.0 s");
    }

    /// <summary>The load under which the product must lose nothing: <c>LoadTests</c> kills it in the middle.</summary>
    private static async Task LoadAsync(Report report, Options options, Api api)
    {
        const int Events = 21;
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var load = new Load(() => api, now, Events);
        var cases = options.Of(200);
        var seconds = await Timing.SecondsAsync(() => load.RunAsync(CallersAtOnce, cases));
        report.Add(
            "Load",
            $"{cases} cases of {Events} events, {CallersAtOnce} callers: events a second; median, p95 and p99 of one",
            $"{Report.Text(cases * Events / seconds, "/s")}; {Of(0.5)}, {Of(0.95)}, {Of(0.99)}");

        string Of(double part) => Report.Text(Timing.Quantile(load.Milliseconds, part), "ms");
    }

    private static async Task RatesAsync(Report report, Options options, Callers[] both)
    {
        var rates = new List<double>();
        foreach (var callers in both)
        {
            var cases = await callers.OpenManyAsync("rate", CallersAtOnce);
            await Timing.RateAsync(CallersAtOnce, options.Of(80), (caller, number) => callers.RaiseAsync(cases[caller], $"first-{number}"));
            rates.Add(await Timing.RateAsync(
                CallersAtOnce, options.Of(400), (caller, number) => callers.RaiseAsync(cases[caller], $"signal-{number}")));
        }

        report.AddOver(
            "P6", $"committed signals a second, {CallersAtOnce} callers, over the peer's", rates[0], rates[1], "plain", "/s", "0.7");
    }

    /// <summary>Milliseconds of each event, the peer's right after the product's, so that both see the same machine.</summary>
    private static async Task<(List<double> Own, List<double> Peer)> ByTurnsAsync(Callers[] both, string name, int count, TimeSpan? before)
    {
        List<double>[] times = [[], []];
        var cases = new[] { await both[0].OpenAsync(name), await both[1].OpenAsync(name) };
        var warm = before is null ? Math.Min(20, count) : 0;
        for (var number = -warm; number < count; number++)
        {
            if (before is { } pause)
                await Task.Delay(pause, TimeProvider.System);
            for (var which = 0; which < both.Length; which++)
            {
                var seconds = await Timing.SecondsAsync(() => both[which].RaiseAsync(cases[which], $"{name}-{number}"));
                if (number >= 0)
                    times[which].Add(seconds * 1000);
            }
        }

        return (times[0], times[1]);
    }
}
