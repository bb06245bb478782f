using Azure;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>Where the next page begins. The keys come encoded from the service and are given back as they came; neither holds a space.</summary>
internal sealed record PageToken(string NextPartitionKey, string? NextRowKey)
{
    private const string Prefix = "x-ms-continuation-";

    public static string? From(Response response) =>
        response.Headers.TryGetValue(Prefix + nameof(NextPartitionKey), out var partition) && !string.IsNullOrEmpty(partition)
            ? response.Headers.TryGetValue(Prefix + nameof(NextRowKey), out var row) && !string.IsNullOrEmpty(row) ? $"{partition} {row}" : partition
            : null;

    public static PageToken Parse(string token)
    {
        var space = token.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new(token, null) : new(token[..space], token[(space + 1)..]);
    }
}
