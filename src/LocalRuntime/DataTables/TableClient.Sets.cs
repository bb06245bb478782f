using ChildProtection.LocalRuntime.DataTables;

namespace Azure.Data.Tables;

// What concerns more than one row: filters, queries, transactions.
public partial class TableClient
{
    /// <summary>
    /// A filter from an interpolated string: <c>CreateQueryFilter($"PartitionKey eq {team}")</c>. Every value is quoted as its type demands,
    /// so that none can become part of the expression.
    /// </summary>
    /// <exception cref="ArgumentException">A value's type has no form in a filter.</exception>
    public static string CreateQueryFilter(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return string.Format(null, filter.Format, [.. filter.GetArguments().Select(ODataLiteral.Of)]);
    }

    /// <summary>
    /// The rows that an OData filter finds, in the order of partition key and row key (ordinal). Pages hold at most
    /// <paramref name="maxPerPage"/> rows (the service's own limit is 1,000) and are fetched as they are read;
    /// a page's continuation token can be kept and given back later.
    /// </summary>
    /// <exception cref="RequestFailedException">400 InvalidInput: the filter is not OData. 404 TableNotFound.</exception>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new EntityPages<T>(connection, Name, filter, maxPerPage, select is null ? null : [.. select], cancellationToken);

    /// <summary>
    /// Makes all changes or none: 1 to 100, of one partition, each row once, 4 MiB together. The responses come in the order of the actions.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no action.</exception>
    /// <exception cref="TableTransactionFailedException">An action was refused; its place, status and error code are in the exception.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        TableTransactionAction[] actions = [.. transactionActions];
        TransactionGuard.Check(actions);
        var body = BatchBody.Write(connection, Name, actions);
        var response = await connection.SendAsync(
            Core.RequestMethod.Post, TablePaths.Batch, cancellationToken, body.Content, contentType: body.ContentType);
        if (response.Status != 202)
            throw TableErrorParser.Failure(response);
        var parts = BatchAnswer.Read(response);
        if (parts.FirstOrDefault(part => part.Status >= 400) is { } failed)
        {
            var failure = TableErrorParser.Failure(failed);
            throw TransactionFailure.At(TransactionFailure.IndexIn(failure.Message), failure);
        }

        return Response.FromValue(parts, response);
    }
}
