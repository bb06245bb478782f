using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>The rows that a query finds, fetched page by page as they are asked for. A page may be empty and yet not be the last.</summary>
internal sealed class EntityPages<T>(TablesConnection connection, string table, string? filter, int? maxPerPage, IReadOnlyList<string>? select, CancellationToken cancellation)
    : AsyncPageable<T>(cancellation)
    where T : class, ITableEntity
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var token = continuationToken;
        do
        {
            var page = await FetchAsync(token, pageSizeHint ?? maxPerPage);
            token = page.ContinuationToken;
            yield return page;
        }
        while (token is not null);
    }

    private async Task<Page<T>> FetchAsync(string? token, int? top)
    {
        var path = TablePaths.Query($"{table}()", filter, top, select, token is null ? null : PageToken.Parse(token));
        var response = await connection.ExpectAsync([200], RequestMethod.Get, path, CancellationToken);
        using var json = JsonDocument.Parse(response.Content.ToMemory());
        var rows = json.RootElement.GetProperty("value").EnumerateArray().Select(row => EntityJson.Read<T>(row)).ToList();
        return Page<T>.FromValues(rows, PageToken.From(response), response);
    }
}
