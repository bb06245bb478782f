using Azure;
using Azure.Data.Tables;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.DeadLettering;
using ChildProtection.Functions.Notifications.StaffMail;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Retention;

/// <summary>
/// Destroys one record in all places. After the seal it always completes: an interrupted process begins again and finds what is left. The
/// case's snapshot, which names the other places, is the last row of the case to go; the approved row is the last of all.
/// </summary>
public sealed class RecordDisposal(
    CaseTables tables,
    KeptRecords kept,
    CaseInbox inbox,
    CasePublisher projection,
    IDeadLetters letters,
    MailRecords mail,
    TimeProvider clock,
    ILogger<RecordDisposal> logger)
{
    /// <summary>Rows in one transaction of the store.</summary>
    private const int Batch = 100;

    /// <summary>How often another writer may interfere before this fails.</summary>
    private const int Attempts = 10;

    /// <summary>False when the record must be kept after all; its proposal is then removed.</summary>
    internal async Task<bool> DestroyAsync(StoredDisposal disposal, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var caseId = disposal.CaseId;
        if (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is { } snapshot)
        {
            // An unpublished decision would write rows again after their removal.
            await projection.PublishAllAsync(caseId, cancellationToken);
            if (!await SealAsync(snapshot, cancellationToken))
            {
                await tables.Disposals.DeleteEntityAsync(DisposalRow.Open, caseId, cancellationToken: cancellationToken);
                RetentionLog.KeptAfterAll(logger, caseId);
                return false;
            }

            await tables.Disposals.PutAsync(TombstoneRow.New(disposal, clock.GetUtcNow()), cancellationToken);
            await ForgetInstanceAsync(caseId, client, cancellationToken);
            await RemoveLinesAsync(CaseRow.Read(snapshot), cancellationToken);
            // Agencies' unusable messages about the case or the child.
            await letters.RemoveAsync([caseId, AgencyMessage.ChildPrefix + CaseRow.State(snapshot).Child.LocalId], cancellationToken);
            await mail.RemoveAsync(caseId, cancellationToken);
        }

        await RemovePartitionAsync(caseId, cancellationToken);
        await RemovePendingAsync(caseId, cancellationToken);
        await tables.Disposals.DeleteEntityAsync(DisposalRow.Open, caseId, cancellationToken: cancellationToken);
        RetentionLog.Disposed(logger, TableKeys.Sha256(caseId));
        return true;
    }

    /// <summary>
    /// Makes the record unknown to all other code. An earlier hold, event or case of the child keeps the record; a later one finds no case.
    /// </summary>
    private async Task<bool> SealAsync(TableEntity snapshot, CancellationToken cancellationToken)
    {
        var found = snapshot;
        for (var attempt = 1; !CaseRow.IsSealed(found); attempt++)
        {
            if (await kept.ReasonAsync(found, Today(), cancellationToken) is not null
                || await inbox.HasUndecidedAsync(found.PartitionKey, cancellationToken))
                return false;
            CaseRow.Seal(found);
            try
            {
                await tables.Cases.ReplaceAsync(found, found.ETag, cancellationToken);
                return true;
            }
            catch (RequestFailedException exception) when (exception.Status == 412 && attempt < Attempts)
            {
                found =
                    await tables.Cases.FindAsync(found.PartitionKey, CaseKeys.Case, cancellationToken)
                    ?? throw new InvalidDataException(
                        $"Case {snapshot.PartitionKey} lost its snapshot during the seal; it was removed outside the app. "
                        + "Restore it from a backup.");
            }
        }

        return true;
    }

    private DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static async Task ForgetInstanceAsync(string caseId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(caseId, cancellationToken) is not { } instance)
            return;
        if (!instance.IsCompleted)
        {
            await client.TerminateInstanceAsync(caseId, "The record is disposed of.", cancellationToken);
            await client.WaitForInstanceCompletionAsync(caseId, cancellationToken);
        }

        await client.PurgeInstanceAsync(caseId, cancellationToken);
    }

    private async Task RemoveLinesAsync(StoredCase stored, CancellationToken cancellationToken)
    {
        foreach (var line in await DerivedRows.OfAsync(tables, stored, cancellationToken))
        {
            if (line.Table.Name == tables.Timeliness.Name)
                await TimelinessFold.FoldAsync(tables, line.Row, cancellationToken);
            else
                await line.Table.DeleteEntityAsync(line.Row.PartitionKey, line.Row.RowKey, cancellationToken: cancellationToken);
        }

        if (await ChildReservation.FindAsync(tables.Index, stored.State.Child.LocalId, cancellationToken) is { } reservation
            && reservation.GetString("CaseId") == stored.State.CaseId)
            await tables.Index.DeleteEntityAsync(reservation.PartitionKey, reservation.RowKey, reservation.ETag, cancellationToken);
        await foreach (
            var row in tables.Index.QueryAsync<TableEntity>(AgencySubjects.Of(stored.State.CaseId), cancellationToken: cancellationToken))
            await tables.Index.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
    }

    private async Task RemovePartitionAsync(string caseId, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions = [];
        await foreach (
            var row in tables.Cases.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {caseId}"),
                select: ["PartitionKey", "RowKey"],
                cancellationToken: cancellationToken))
        {
            if (row.RowKey != CaseKeys.Case)
                actions.Add(new(TableTransactionActionType.Delete, row, ETag.All));
        }

        foreach (var part in actions.Chunk(Batch))
            await tables.Cases.WriteTogetherAsync(part, cancellationToken);
        await tables.Cases.DeleteEntityAsync(caseId, CaseKeys.Case, cancellationToken: cancellationToken);
    }

    private async Task RemovePendingAsync(string caseId, CancellationToken cancellationToken)
    {
        await foreach (
            var row in tables.Pending.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"CaseId eq {caseId}"), cancellationToken: cancellationToken))
            await tables.Pending.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
    }
}
