using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;
using ChildProtection.LocalRuntime.DataTables;

namespace Azure.Data.Tables;

/// <summary>
/// The rows of one table. Failures of the service are <see cref="RequestFailedException"/> with its status and error code, thrown after
/// the retries of <see cref="ClientOptions.Retry"/>; limits that only some services enforce are refused before anything is sent, with the
/// same status and code. Safe for use by many callers at once; meant to be kept.
/// </summary>
public partial class TableClient
{
    private readonly TablesConnection connection;

    /// <summary>A table of the account that a connection string names.</summary>
    /// <exception cref="FormatException">The connection string is not understood.</exception>
    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    /// <summary>A table of the account that a connection string names.</summary>
    /// <exception cref="FormatException">The connection string is not understood.</exception>
    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TablesConnection.Open(connectionString, options), tableName)
    {
    }

    /// <summary>A table reached with Microsoft Entra tokens; the address must be https.</summary>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TablesConnection.Open(endpoint, tokenCredential, options), tableName)
    {
    }

    /// <summary>A table reached with the account's key.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    /// <summary>A table reached with the account's key.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(TablesConnection.Open(endpoint, credential, options), tableName)
    {
    }

    internal TableClient(TablesConnection connection, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.connection = connection;
        Name = tableName;
    }

    /// <summary>The table's name.</summary>
    public virtual string Name { get; }

    /// <summary>The account's name.</summary>
    public virtual string AccountName => connection.Account;

    /// <summary>The table's address.</summary>
    public virtual Uri Uri => new($"{connection.Root}/{Name}");

    /// <summary>Creates the table; one that is there already is fine (the raw response then has status 409).</summary>
    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        TableOperations.CreateIfNotExistsAsync(connection, Name, cancellationToken);

    /// <summary>Deletes the table with all rows; one that is not there is fine (status 404).</summary>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        TableOperations.DeleteAsync(connection, Name, cancellationToken);

    /// <summary>Inserts a row.</summary>
    /// <exception cref="RequestFailedException">409 EntityAlreadyExists: a row with these keys is there. 404 TableNotFound.</exception>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await connection.ExpectAsync([201, 204], RequestMethod.Post, Name, cancellationToken, EntityJson.Write(entity), echo: false);

    /// <summary>Reads a row, whole or only the columns named.</summary>
    /// <exception cref="RequestFailedException">404 ResourceNotFound: there is no such row.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await connection.ExpectAsync([200], RequestMethod.Get, RowPath(partitionKey, rowKey, select), cancellationToken);
        return Response.FromValue(ReadRow<T>(response), response);
    }

    /// <summary>Reads a row that may not be there: <see cref="NullableResponse{T}.HasValue"/> tells. A missing table counts as a missing row.</summary>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await connection.ExpectAsync([200, 404], RequestMethod.Get, RowPath(partitionKey, rowKey, select), cancellationToken);
        return response.Status == 404 ? new NoRow<T>(response) : Response.FromValue(ReadRow<T>(response), response);
    }

    /// <summary>Changes the row of the given version; <see cref="ETag.All"/> for whatever version.</summary>
    /// <exception cref="ArgumentException">No ETag: an update says which version it changes.</exception>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied: the row has changed. 404 ResourceNotFound.</exception>
    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        ifMatch == default
            ? throw new ArgumentException("An update needs the ETag of the version it changes; pass the entity's, or ETag.All for whatever version.", nameof(ifMatch))
            : await WriteAsync(entity, ifMatch, mode, cancellationToken);

    /// <summary>Inserts the row, or changes the one that is there whatever its version.</summary>
    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await WriteAsync(entity, default, mode, cancellationToken);

    /// <summary>Deletes the row of the given version, by default of any. A row that is not there is fine (status 404).</summary>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied: the row has changed.</exception>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        await connection.ExpectAsync(
            [204, 404],
            RequestMethod.Delete,
            TablePaths.Entity(Name, partitionKey, rowKey),
            cancellationToken,
            ifMatch: ifMatch == default ? ETag.All : ifMatch);

    /// <summary>Deletes the row with the entity's keys; the version is <paramref name="ifMatch"/>, not the entity's own.</summary>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied: the row has changed.</exception>
    public virtual async Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return await DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    private Task<Response> WriteAsync(ITableEntity entity, ETag ifMatch, TableUpdateMode mode, CancellationToken cancellation)
    {
        var body = EntityJson.Write(entity);
        var method = mode == TableUpdateMode.Replace ? RequestMethod.Put : RequestMethod.Patch;
        return connection.ExpectAsync([204], method, TablePaths.Entity(Name, entity.PartitionKey, entity.RowKey), cancellation, body, ifMatch);
    }

    private string RowPath(string partitionKey, string rowKey, IEnumerable<string>? select) =>
        TablePaths.Query(TablePaths.Entity(Name, partitionKey, rowKey), null, null, select, null);

    private static T ReadRow<T>(Response response)
        where T : class, ITableEntity
    {
        using var json = JsonDocument.Parse(response.Content.ToMemory());
        return EntityJson.Read<T>(json.RootElement, response.Headers.ETag);
    }
}
