using Azure;
using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore.Lists;

/// <summary>
/// Keeps the timeliness of disposed records: how many deadlines of a month and measure ended in which way, and how late. The row of the
/// case and the count change in one transaction, so that a retry counts nothing twice.
/// </summary>
internal static class TimelinessFold
{
    /// <summary>Sorts apart from the rows of cases, which begin with a case id.</summary>
    public const string Row = "anonymous";

    private const int Attempts = 10;

    public static async Task FoldAsync(CaseTables tables, TableEntity line, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await tables.Timeliness.FindAsync(line.PartitionKey, line.RowKey, cancellationToken) is { } there)
                    await FoldOnceAsync(tables, there, cancellationToken);
                return;
            }
            catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412 && attempt < Attempts)
            {
                // Another record of the same month was disposed of at the same time.
            }
        }
    }

    private static async Task FoldOnceAsync(CaseTables tables, TableEntity line, CancellationToken cancellationToken)
    {
        var found = await tables.Timeliness.FindAsync(line.PartitionKey, Row, cancellationToken);
        var count = found ?? TableRows.New(line.PartitionKey, Row);
        var status = line.NeedEnum<DeadlineStatus>("Status").ToString();
        count[status] = (count.GetInt64(status) ?? 0) + 1;
        count["DaysLate"] = (count.GetInt64("DaysLate") ?? 0) + (line.GetInt32("DaysLate") ?? 0);
        await tables.Timeliness.WriteTogetherAsync(
            [
                found is null
                    ? new(TableTransactionActionType.Add, count)
                    : new(TableTransactionActionType.UpdateReplace, count, count.ETag),
                new(TableTransactionActionType.Delete, line, line.ETag),
            ],
            cancellationToken);
    }
}
