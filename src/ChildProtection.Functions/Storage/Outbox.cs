using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Text;

namespace ChildProtection.Functions.Storage;

/// <summary>
/// What is still to be published of a decision, written with it and removed when it is done. It names what changed; what is published is read
/// from the case itself, so that a late or repeated publication never brings back something old.
/// </summary>
internal static class Outbox
{
    /// <param name="caseId">The case.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="pendingMinute">Where the event's row in <c>Pending</c> is; null for a checkpoint, which gets one of its own.</param>
    /// <param name="formerWorker">Who had the case before, so that it leaves that worker's list.</param>
    public static TableEntity New(string caseId, Accepted decision, string? pendingMinute, string? formerWorker)
    {
        var row = Rows.New(caseId, Keys.Outbox(decision.State.Sequence));
        row["DeadlineIds"] = JsonSerializer.Serialize(decision.Deadlines.Select(change => change.Deadline.Id).Distinct(), DomainJson.Record);
        row["ApprovalNumbers"] = JsonSerializer.Serialize(decision.Approvals.Select(approval => approval.Number).Distinct(), DomainJson.Record);
        row["OwnPendingMinute"] = pendingMinute is null ? Keys.Minute(TimeProvider.System.GetUtcNow()) : null;
        row["FormerWorker"] = formerWorker;
        return row;
    }

    public static TableEntity Pending(TableEntity outbox) =>
        PendingRow.New(outbox.Need("OwnPendingMinute"), outbox.PartitionKey, outbox.RowKey);

    public static IReadOnlyList<string> DeadlineIds(TableEntity row) =>
        JsonSerializer.Deserialize<IReadOnlyList<string>>(row.Need("DeadlineIds"), DomainJson.Record) ?? [];

    /// <summary>None in a row that was written before there were approvals.</summary>
    public static IReadOnlyList<int> ApprovalNumbers(TableEntity row) =>
        row.GetString("ApprovalNumbers") is { } json ? JsonSerializer.Deserialize<IReadOnlyList<int>>(json, DomainJson.Record) ?? [] : [];

    public static long Sequence(TableEntity row) => long.Parse(row.RowKey.AsSpan(Keys.OutboxPrefix.Length), CultureInfo.InvariantCulture);
}
