using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>Creating and deleting tables, for both clients.</summary>
internal static class TableOperations
{
    public static async Task<Response<TableItem>> CreateIfNotExistsAsync(TablesConnection connection, string name, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = name });
        var response = await connection.ExpectAsync([201, 204, 409], RequestMethod.Post, TablePaths.Tables, cancellation, body, echo: false);
        if (response.Status == 409)
        {
            // The other conflict, TableBeingDeleted, means that there will be no such table in a moment.
            var conflict = TableErrorParser.Failure(response);
            if (conflict.ErrorCode != TableErrorCode.TableAlreadyExists)
                throw conflict;
        }

        return Response.FromValue(new TableItem(name), response);
    }

    public static Task<Response> DeleteAsync(TablesConnection connection, string name, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return connection.ExpectAsync([204, 404], RequestMethod.Delete, TablePaths.Table(name), cancellation);
    }
}
