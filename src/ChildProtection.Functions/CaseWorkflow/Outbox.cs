using System.Text.Json;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>
/// What is still to be published of a decision, written with it and removed when it is done. A late or repeated publication never brings
/// back something old: each row has the number of its decision, and what lists show is read from the case itself.
/// </summary>
internal static class Outbox
{
    private const string PendingMinute = "PendingMinute";
    private const string PendingOf = "PendingOf";

    /// <param name="caseId">The case.</param>
    /// <param name="changes">What was decided of deadlines and approvals.</param>
    /// <param name="inbox">The event's row, whose thread in <c>Pending</c> is taken on; null for a checkpoint, which gets one of its
    /// own.</param>
    /// <param name="formerWorker">The former worker, from whose list the case must go.</param>
    /// <param name="formerTeam">The team from whose lists the case must go; null when it stays.</param>
    public static TableEntity New(string caseId, CaseChanges changes, TableEntity? inbox, string? formerWorker, string? formerTeam)
    {
        var row = inbox is null
            ? Own(TableRows.New(caseId, CaseKeys.Outbox(changes.Sequence)))
            : Tied(TableRows.New(caseId, CaseKeys.Outbox(changes.Sequence)), inbox.Need(PendingMinute), inbox.RowKey);
        LongText.Write(row, "DeadlineIds", JsonSerializer.Serialize(changes.Deadlines.Select(deadline => deadline.Id), DomainJson.Record));
        row["ApprovalNumbers"] = JsonSerializer.Serialize(changes.Approvals.Select(stored => stored.Approval.Number), DomainJson.Record);
        changes.Write(row);
        row["FormerWorker"] = formerWorker;
        row["FormerTeam"] = formerTeam;
        return row;
    }

    /// <summary>Messages without a decision: published like an outbox, without a change of lists.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="name">Their name within the case.</param>
    public static TableEntity OfMessages(string caseId, string name) => Own(TableRows.New(caseId, CaseKeys.OutboxPrefix + name));

    /// <summary>The row's entry in <c>Pending</c>, removed after publication.</summary>
    public static TableEntity Pending(TableEntity row) => PendingRow.New(row.Need(PendingMinute), row.PartitionKey, row.Need(PendingOf));

    /// <summary>Whether it changes lists.</summary>
    public static bool ChangesLists(TableEntity row) => row.GetString("DeadlineIds") is not null;

    public static IReadOnlyList<string> DeadlineIds(TableEntity row) =>
        JsonSerializer.Deserialize<IReadOnlyList<string>>(LongText.Read(row, "DeadlineIds") ?? "[]", DomainJson.Record) ?? [];

    public static FormerPlace Former(TableEntity row) => new(row.GetString("FormerWorker"), row.GetString("FormerTeam"));

    /// <summary>None in rows from before approvals existed.</summary>
    public static IReadOnlyList<int> ApprovalNumbers(TableEntity row) =>
        row.GetString("ApprovalNumbers") is { } json ? JsonSerializer.Deserialize<IReadOnlyList<int>>(json, DomainJson.Record) ?? [] : [];

    private static TableEntity Own(TableEntity row) => Tied(row, CaseKeys.Minute(TimeProvider.System.GetUtcNow()), row.RowKey);

    private static TableEntity Tied(TableEntity row, string minute, string rowKey)
    {
        row[PendingMinute] = minute;
        row[PendingOf] = rowKey;
        return row;
    }
}
