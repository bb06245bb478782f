using System.Globalization;
using System.Text;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>Addresses within an account. Keys and query values are escaped here, once.</summary>
internal static class TablePaths
{
    public const string Tables = "Tables";
    public const string Batch = "$batch";

    public static string Table(string name) => $"Tables('{Uri.EscapeDataString(name)}')";

    /// <summary>One row; quotes in keys are doubled as OData asks, then everything is percent-encoded.</summary>
    public static string Entity(string table, string partitionKey, string rowKey)
    {
        KeyGuard.Check(partitionKey, nameof(partitionKey));
        KeyGuard.Check(rowKey, nameof(rowKey));
        return $"{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";
    }

    public static string Query(string path, string? filter, int? top, IEnumerable<string>? select, PageToken? from)
    {
        var text = new StringBuilder(path);
        var separator = '?';
        Add("$filter", filter);
        Add("$top", top?.ToString(CultureInfo.InvariantCulture));
        Add("$select", select is null ? null : string.Join(',', select));
        Add(nameof(PageToken.NextPartitionKey), from?.NextPartitionKey);
        Add(nameof(PageToken.NextRowKey), from?.NextRowKey);
        return text.ToString();

        void Add(string name, string? value)
        {
            if (string.IsNullOrEmpty(value))
                return;
            text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }
    }

    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
