using Azure.Data.Tables;
using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Retention;

/// <summary>A record due for disposal, and the decisions on it.</summary>
public sealed record StoredDisposal
{
    public required string CaseId { get; init; }

    public required string Team { get; init; }

    /// <summary>The reference that people quote.</summary>
    public required string Reference { get; init; }

    public required RecordCategory Category { get; init; }

    public required DateOnly ClosedOn { get; init; }

    /// <summary>Kept until that local day.</summary>
    public required DateOnly DueOn { get; init; }

    public required string Explanation { get; init; }

    /// <summary>Id and version of the retention schedule.</summary>
    public required string Schedule { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public required DisposalStatus Status { get; init; }

    /// <summary>Account id.</summary>
    public string? RecommendedBy { get; init; }

    public string? RecommendedReason { get; init; }

    /// <summary>Account id of who approved or declined.</summary>
    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? Reason { get; init; }

    /// <summary>For a declined one: when it is proposed again.</summary>
    public DateOnly? ReviewOn { get; init; }
}

/// <summary>
/// A row of <c>Disposals</c>: partition <c>open</c>, one row a case. It goes with the record; what is left is a <see cref="Tombstone"/>.
/// </summary>
internal static class DisposalRow
{
    public const string Open = "open";

    public static TableEntity New(StoredDisposal disposal) => Write(TableRows.New(Open, disposal.CaseId), disposal);

    /// <summary>The row as read, with the new decision; the write is conditional on its version.</summary>
    public static TableEntity Write(TableEntity row, StoredDisposal disposal)
    {
        row["CaseId"] = disposal.CaseId;
        row["Team"] = disposal.Team;
        row["Reference"] = disposal.Reference;
        row["Category"] = disposal.Category.ToString();
        row["ClosedOn"] = disposal.ClosedOn.Iso();
        row["DueOn"] = disposal.DueOn.Iso();
        row["Explanation"] = disposal.Explanation;
        row["Schedule"] = disposal.Schedule;
        row["ProposedAt"] = disposal.ProposedAt;
        row["Status"] = disposal.Status.ToString();
        row["RecommendedBy"] = disposal.RecommendedBy;
        row["RecommendedReason"] = disposal.RecommendedReason;
        row["DecidedBy"] = disposal.DecidedBy;
        row["DecidedAt"] = disposal.DecidedAt;
        row["Reason"] = disposal.Reason;
        row["ReviewOn"] = disposal.ReviewOn?.Iso();
        return row;
    }

    public static StoredDisposal Read(TableEntity row) => new()
    {
        CaseId = row.Need("CaseId"),
        Team = row.Need("Team"),
        Reference = row.Need("Reference"),
        Category = row.NeedEnum<RecordCategory>("Category"),
        ClosedOn = row.NeedDate("ClosedOn"),
        DueOn = row.NeedDate("DueOn"),
        Explanation = row.Need("Explanation"),
        Schedule = row.Need("Schedule"),
        ProposedAt = row.NeedInstant("ProposedAt"),
        Status = row.NeedEnum<DisposalStatus>("Status"),
        RecommendedBy = row.GetString("RecommendedBy"),
        RecommendedReason = row.GetString("RecommendedReason"),
        DecidedBy = row.GetString("DecidedBy"),
        DecidedAt = row.GetDateTimeOffset("DecidedAt"),
        Reason = row.GetString("Reason"),
        ReviewOn = row.GetString("ReviewOn") is null ? null : row.NeedDate("ReviewOn"),
    };
}
