using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// The deadlines and approvals that a decision changed, as its outbox row carries them: there may be more of them than a transaction holds
/// rows. Publishing writes a row of each.
/// </summary>
internal sealed record CaseChanges
{
    private const string Property = "Changes";

    /// <summary>Of the decision; the later one of two wins.</summary>
    public required long Sequence { get; init; }

    public required IReadOnlyList<Deadline> Deadlines { get; init; }

    public required IReadOnlyList<StoredApproval> Approvals { get; init; }

    [JsonIgnore]
    public bool IsEmpty => Deadlines.Count + Approvals.Count == 0;

    /// <param name="caseId">The case.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="words">The data of the event that was decided; null for a checkpoint.</param>
    /// <param name="moved">The case went to another team: all that is open goes with it.</param>
    public static CaseChanges Of(string caseId, Accepted decision, JsonObject? words, bool moved) => new()
    {
        Sequence = decision.State.Sequence,
        // A deadline may change twice in one decision; its row is written once.
        Deadlines =
        [
            .. decision.Deadlines.Select(change => change.Deadline).Concat(moved ? decision.State.Deadlines : [])
                .GroupBy(one => one.Id).Select(group => group.Last()),
        ],
        Approvals =
        [
            .. decision.Approvals.Concat(moved ? decision.State.Approvals : []).GroupBy(approval => approval.Number)
                .Select(group => ApprovalRow.Stored(caseId, decision.State.Team, group.Last(), words)),
        ],
    };

    /// <summary>None in a row that was written when the commit itself wrote the rows.</summary>
    public static CaseChanges? Read(TableEntity outbox) =>
        CompressedText.Read(outbox, Property) is { } json ? JsonSerializer.Deserialize<CaseChanges>(json, DomainJson.Record) : null;

    public void Write(TableEntity outbox) => CompressedText.Write(outbox, Property, JsonSerializer.Serialize(this, DomainJson.Record));

    /// <summary>The rows as they belong in the case's partition.</summary>
    public IReadOnlyList<TableEntity> Rows(string caseId) =>
    [
        .. Deadlines.Select(deadline => DeadlineRow.New(caseId, deadline)).Select(Numbered),
        .. Approvals.Select(ApprovalRow.New).Select(Numbered),
    ];

    private TableEntity Numbered(TableEntity row)
    {
        CommittedRows.SetSequence(row, Sequence);
        return row;
    }
}
