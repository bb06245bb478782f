using Azure;
using Azure.Data.Tables;

namespace ChildProtection.Functions.Storage;

/// <summary>Restricts a case and lifts a restriction. Lists hide first and show last, so that whatever is interrupted errs on the hidden side.</summary>
public sealed class CaseRestrictions(CaseTables tables, CaseProjection projection)
{
    /// <summary>How often a decision on the case may come between before it is an error.</summary>
    private const int Attempts = 10;

    public async Task<Restriction?> FindAsync(string caseId, CancellationToken cancellationToken) =>
        await tables.Cases.FindAsync(caseId, RestrictionRow.Key, cancellationToken) is { } row ? RestrictionRow.Read(row) : null;

    /// <summary>Restricts the case, or replaces its restriction.</summary>
    public async Task PutAsync(string caseId, Restriction restriction, CancellationToken cancellationToken)
    {
        if (await tables.Cases.FindAsync(caseId, Keys.Case, cancellationToken) is not { } row)
            throw new ArgumentException($"Case {caseId} has no snapshot, so there is nothing to restrict.", nameof(caseId));
        await projection.ProjectAsync(CaseRow.Read(row) with { RestrictedTo = restriction.Allowed }, cancellationToken);
        await ChangeAsync(caseId, restriction.Allowed, _ => new TableTransactionAction(TableTransactionActionType.UpsertReplace, RestrictionRow.New(caseId, restriction)), cancellationToken);
        await projection.ProjectAsync(caseId, cancellationToken);
    }

    /// <summary>Lifts the restriction; the case's chronology of access still shows that there was one.</summary>
    public async Task DeleteAsync(string caseId, CancellationToken cancellationToken)
    {
        await ChangeAsync(caseId, null, row => row is null ? null : new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag), cancellationToken);
        await projection.ProjectAsync(caseId, cancellationToken);
    }

    /// <summary>With the snapshot's version: who publishes a decision at the same time sees that it changed, and looks again.</summary>
    private async Task ChangeAsync(
        string caseId, IReadOnlyList<string>? allowed, Func<TableEntity?, TableTransactionAction?> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await tables.Cases.FindAsync(caseId, Keys.Case, cancellationToken) is not { } snapshot)
                return;
            var restriction = await tables.Cases.FindAsync(caseId, RestrictionRow.Key, cancellationToken);
            RestrictionRow.Mark(snapshot, allowed);
            List<TableTransactionAction> actions = [new(TableTransactionActionType.UpdateReplace, snapshot, snapshot.ETag)];
            if (change(restriction) is { } action)
                actions.Add(action);
            try
            {
                await tables.Cases.SubmitTransactionAsync(actions, cancellationToken);
                return;
            }
            catch (RequestFailedException exception) when (exception.Status is 409 or 412 or 404 && attempt < Attempts)
            {
                // A decision was recorded between reading and writing; what is there now is changed instead.
            }
        }
    }
}
