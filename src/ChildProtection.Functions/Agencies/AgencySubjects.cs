using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Agencies;

/// <summary>
/// Finds the case for a message that names a child: the child's present case, or the case that the same message reached earlier. Without
/// that memory a message repeated after years would reach the child's next case.
/// </summary>
public sealed class AgencySubjects(CaseTables tables)
{
    private const string Row = "case";
    private const string Prefix = "message-";

    internal async Task<string?> ResolveAsync(AgencyMessage message, CancellationToken cancellationToken)
    {
        if (message.LocalId is not { } localId)
            return null;
        if (await tables.Index.FindAsync(Partition(message), Row, cancellationToken) is { } bound)
            return bound.Need("CaseId");
        return await ChildReservation.HolderAsync(tables.Index, localId, cancellationToken);
    }

    /// <summary>Remembers the case before the event is stored on it.</summary>
    internal async Task BindAsync(AgencyMessage message, string caseId, CancellationToken cancellationToken)
    {
        TableEntity row = TableRows.New(Partition(message), Row);
        row["CaseId"] = caseId;
        await tables.Index.TryAddAsync(row, cancellationToken);
    }

    /// <summary>The filter for the remembered messages about a case.</summary>
    internal static string Of(string caseId) =>
        TableClient.CreateQueryFilter($"PartitionKey ge {Prefix} and PartitionKey lt {"message."} and CaseId eq {caseId}");

    private static string Partition(AgencyMessage message) =>
        Prefix + TableKeys.Sha256($"{message.Subject}\n{message.LocalId}\n{message.EventId}");
}
