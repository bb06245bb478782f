using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using ChildProtection.Tests.Support;

namespace Benchmarks;

/// <summary>What the machine can do without the product: forced writes, Azurite's own transactions, JSON.</summary>
internal static class RawProbes
{
    private const int Callers = 8;
    private const int RowsOfCommit = 6;

    /// <summary>Single inserts a second by eight callers, as measured at the beginning of this run.</summary>
    public static double InsertsASecond { get; private set; }

    public static async Task MeasureAsync(Report report, Options options)
    {
        var folder = Directory.CreateTempSubdirectory("bench-raw-");
        var write = ForcedWrite(Path.Combine(folder.FullName, "forced"), options.Of(2_000));
        report.Add("raw", "forced write of 4 KB, median", Report.Text(write, "ms"));
        report.Add("raw", "records of 150 bytes written and read as JSON", Report.Text(Json(options.Of(400_000)), "/s"));
        await using (var azurite = await AzuriteProcess.StartAsync(Path.Combine(folder.FullName, "azurite")))
        {
            var table = new TableClient(azurite.ConnectionString, "Raw");
            await table.CreateAsync();
            await Timing.RateAsync(Callers, options.Of(500), (_, number) => table.UpsertEntityAsync(Row("warm", number, 1_000)));
            InsertsASecond = await Timing.RateAsync(
                Callers, options.Of(5_000), (caller, number) => table.AddEntityAsync(Row($"single-{caller}", number, 1_000)));
            report.Add("raw", $"Azurite alone: single inserts of 1 KB, {Callers} callers", Report.Text(InsertsASecond, "/s"));
            var commits = await Timing.RateAsync(
                Callers,
                options.Of(1_000),
                (caller, number) => table.SubmitTransactionAsync(Commit($"commit-{caller}", number * RowsOfCommit)));
            report.Add("raw", $"Azurite alone: transactions of {RowsOfCommit} rows of 4 KB, {Callers} callers", Report.Text(commits, "/s"));
        }

        folder.Delete(recursive: true);
    }

    private static IEnumerable<TableTransactionAction> Commit(string partition, int first) => Enumerable.Range(first, RowsOfCommit)
        .Select(number => new TableTransactionAction(TableTransactionActionType.Add, Row(partition, number, 4_000)));

    private static TableEntity Row(string partition, int number, int size) =>
        new(partition, $"{number:d8}") { ["Text"] = new string('x', size) };

    private static double ForcedWrite(string path, int count)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
        var page = new byte[4096];
        return Timing.Median([.. Enumerable.Range(0, count).Select(number =>
        {
            var began = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, number % 64 * 4096L);
            RandomAccess.FlushToDisk(file);
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        })]);
    }

    private static double Json(int count)
    {
        var record = new Sample("case", 42, new(2026, 3, 2), new string('x', 100));
        var began = Stopwatch.GetTimestamp();
        for (var number = 0; number < count; number++)
            _ = JsonSerializer.Deserialize<Sample>(JsonSerializer.Serialize(record));
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private sealed record Sample(string Id, int Number, DateOnly On, string Text);
}
