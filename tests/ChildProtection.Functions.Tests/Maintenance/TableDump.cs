using System.Globalization;
using Azure.Data.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Tests.Maintenance;

/// <summary>Every list as lines of text, without what the store itself puts on a row.</summary>
internal static class TableDump
{
    public static async Task<IReadOnlyList<string>> OfListsAsync(CaseTables tables)
    {
        List<string> lines = [];
        foreach (var table in tables.Lists)
        {
            await foreach (var row in table.QueryAsync<TableEntity>())
                lines.Add($"{table.Name} {Of(row)}");
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static string Of(TableEntity row) => string.Join(" | ", row
        .Where(property => property.Key is not ("odata.etag" or "Timestamp") && property.Value is not null)
        .OrderBy(property => property.Key, StringComparer.Ordinal)
        .Select(property => $"{property.Key}={Convert.ToString(property.Value, CultureInfo.InvariantCulture)}"));
}
