using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Maintenance;

/// <summary>The last report of the watch, for instances on which it does not run.</summary>
/// <param name="At">When it ran, by the real clock.</param>
/// <param name="Oldest">How long the most overdue checkpoint has been due, by the case's clock; zero when none is late.</param>
internal sealed record WatchReport(DateTimeOffset At, TimeSpan Oldest)
{
    private const string Row = "report";

    public static Task WriteAsync(TableClient index, TimeSpan oldest, CancellationToken cancellationToken)
    {
        var row = TableRows.New(WatchRound.Partition, Row);
        row["At"] = TimeProvider.System.GetUtcNow();
        row["OldestSeconds"] = oldest.TotalSeconds;
        return index.PutAsync(row, cancellationToken);
    }

    /// <summary>Null before the first run.</summary>
    public static async Task<WatchReport?> ReadAsync(TableClient index, CancellationToken cancellationToken) =>
        await index.FindAsync(WatchRound.Partition, Row, cancellationToken) is { } row
            ? new WatchReport(row.NeedInstant("At"), TimeSpan.FromSeconds(row.GetDouble("OldestSeconds") ?? 0))
            : null;
}
