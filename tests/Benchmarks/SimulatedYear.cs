using ChildProtection.Tests.Support;
using EndToEnd.Harness;

namespace Benchmarks;

/// <summary>P3 and P8: the simulated clock over cases in which nobody does what is owed, with their tables on Azurite.</summary>
internal static class SimulatedYear
{
    private const string Begin = "2026-02-02T10:00:00Z";
    private const string End = "2027-02-02T10:00:00Z";
    private const string QuickEnd = "2026-02-16T10:00:00Z";

    public static async Task MeasureAsync(Report report, Options options)
    {
        var folder = Directory.CreateTempSubdirectory("bench-azurite-");
        await using (var azurite = await AzuriteProcess.StartAsync(folder.FullName))
        await using (var proxy = TablesProxy.Start(azurite.Port))
        {
            var tables = azurite.ConnectionString.Replace($":{azurite.Port}/", $":{proxy.Port}/", StringComparison.Ordinal);
            await using var product = await HostedApp.SimulatedAsync(tables, Begin);
            var cases = await new ProductCallers(product.Api, await product.Api.NowAsync()).OpenManyAsync("year", options.Of(200));
            await AdvanceAsync(product, cases, proxy, report, options.IsQuick ? QuickEnd : End);
        }

        folder.Delete(recursive: true);
    }

    private static async Task AdvanceAsync(HostedApp product, IReadOnlyList<string> cases, TablesProxy proxy, Report report, string end)
    {
        var (facts, requests) = (await FactsAsync(product, cases), proxy.Requests.Values.Sum());
        var seconds = await Timing.SecondsAsync(() => product.Api.AdvanceToAsync(end));
        requests = proxy.Requests.Values.Sum() - requests;
        var fired = await FactsAsync(product, cases) - facts;
        report.Add(
            "P8",
            $"checkpoints fired a second, {cases.Count} cases to {end[..10]} ({fired:#,0} checkpoints)",
            Report.Text(fired / seconds, "/s"),
            target: "150 /s");
        var alone = requests / RawProbes.InsertsASecond;
        var what = $"the same in all, over its {requests:#,0} table requests as single inserts in Azurite alone";
        report.AddOver("P3", what, seconds, alone, "Azurite alone", "s", "3");
    }

    private static async Task<int> FactsAsync(HostedApp product, IReadOnlyList<string> cases)
    {
        var all = 0;
        await Timing.RateAsync(8, cases.Count, async (_, number) =>
            Interlocked.Add(ref all, (await product.Api.ListAsync($"/api/cases/{cases[number]}/chronology?limit=100")).Count));
        return all;
    }
}
