using Azure.Core;
using Azure.Data.Tables.Models;
using ChildProtection.LocalRuntime.DataTables;

namespace Azure.Data.Tables;

/// <summary>An account's tables. Safe for use by many callers at once; meant to be kept, with the table clients made from it.</summary>
public class TableServiceClient
{
    private readonly TablesConnection connection;

    /// <summary>The account that a connection string names; <c>UseDevelopmentStorage=true</c> for Azurite on port 10002.</summary>
    /// <exception cref="FormatException">The connection string is not understood.</exception>
    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <summary>The account that a connection string names; <c>UseDevelopmentStorage=true</c> for Azurite on port 10002.</summary>
    /// <exception cref="FormatException">The connection string is not understood.</exception>
    public TableServiceClient(string connectionString, TableClientOptions? options = null) =>
        connection = TablesConnection.Open(connectionString, options);

    /// <summary>An account reached with Microsoft Entra tokens; the address must be https.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) =>
        connection = TablesConnection.Open(endpoint, tokenCredential, options);

    /// <summary>An account reached with its key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    /// <summary>An account reached with its key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options) =>
        connection = TablesConnection.Open(endpoint, credential, options);

    /// <summary>The account's name.</summary>
    public virtual string AccountName => connection.Account;

    /// <summary>The account's address.</summary>
    public virtual Uri Uri => connection.Endpoint;

    /// <summary>A client for one table, over the same connection. Nothing is sent.</summary>
    public virtual TableClient GetTableClient(string tableName) => new(connection, tableName);

    /// <summary>Creates a table; one that is there already is fine (the raw response then has status 409).</summary>
    /// <exception cref="RequestFailedException">409 TableBeingDeleted; 400 when the name is not allowed.</exception>
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableOperations.CreateIfNotExistsAsync(connection, tableName, cancellationToken);

    /// <summary>Deletes a table with all rows; one that is not there is fine (status 404).</summary>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableOperations.DeleteAsync(connection, tableName, cancellationToken);
}
