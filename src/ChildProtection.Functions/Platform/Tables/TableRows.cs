using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>Small helpers to read and write rows.</summary>
internal static class TableRows
{
    public const int SchemaVersion = 1;

    public static TableEntity New(string partition, string row) => new(partition, row) { ["SchemaVersion"] = SchemaVersion };

    public static async Task<TableEntity?> FindAsync(
        this TableClient table, string partition, string row, CancellationToken cancellationToken)
    {
        RowLimits.CheckKey(partition, nameof(partition));
        RowLimits.CheckKey(row, nameof(row));
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    public static async IAsyncEnumerable<TableEntity> RowsAsync(
        this TableClient table, string partition, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(TableKeys.Rows(partition, prefix), cancellationToken: cancellationToken))
            yield return row;
    }

    /// <summary>The property for a part of a long value; the first part has the plain name.</summary>
    public static string Part(string name, int part) => part == 0 ? name : name + part.ToString(CultureInfo.InvariantCulture);

    public static string Need(this TableEntity row, string property) =>
        row.GetString(property)
        ?? throw new InvalidDataException($"Row {row.PartitionKey}/{row.RowKey} has no {property}; it was altered outside the app.");

    /// <summary>A list of texts; null when the row has none.</summary>
    public static IReadOnlyList<string>? Texts(this TableEntity row, string property) =>
        row.GetString(property) is { } json ? JsonSerializer.Deserialize<IReadOnlyList<string>>(json, DomainJson.Record) : null;

    public static string Iso(this DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly NeedDate(this TableEntity row, string property) =>
        DateOnly.ParseExact(row.Need(property), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset NeedInstant(this TableEntity row, string property) =>
        row.GetDateTimeOffset(property)
        ?? throw new InvalidDataException($"Row {row.PartitionKey}/{row.RowKey} has no {property}; it was altered outside the app.");

    public static T NeedEnum<T>(this TableEntity row, string property) where T : struct, Enum => Enum.Parse<T>(row.Need(property));
}
