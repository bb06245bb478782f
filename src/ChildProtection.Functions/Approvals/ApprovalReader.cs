using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Approvals;

public sealed record ApprovalQuery
{
    public required string Team { get; init; }

    public required ApprovalStatus Status { get; init; }

    /// <summary>The caller; a restricted case is listed only for those who may see it.</summary>
    public required CaseReaderAccount Reader { get; init; }

    public required int Limit { get; init; }

    public string? Cursor { get; init; }
}

/// <summary>Reads open and decided approvals.</summary>
public sealed class ApprovalReader(CaseTables tables)
{
    /// <summary>An approval from its case.</summary>
    public async Task<StoredApproval?> FindAsync(ApprovalId id, CancellationToken cancellationToken) =>
        await tables.FindCommittedAsync(id.CaseId, CaseKeys.Approval(id.Number), cancellationToken) is { } row
            ? ApprovalRow.Read(row)
            : null;

    /// <summary>A team's approvals of one status, the oldest first, from one partition.</summary>
    /// <exception cref="InvalidCursorException">The cursor is not from this list.</exception>
    public Task<Page<StoredApproval>> ListAsync(ApprovalQuery query, CancellationToken cancellationToken)
    {
        var prefix = query.Status == ApprovalStatus.Open ? ApprovalRow.OpenPrefix : ApprovalRow.PastPrefix;
        return PartitionPager.ReadAsync(
            tables.Approvals,
            ApprovalRow.Partition(query.Team),
            prefix,
            prefix[..^1] + (char)(prefix[^1] + 1),
            TableClient.CreateQueryFilter($"Status eq {query.Status.ToString()}"),
            row => RestrictionRow.IsKnownTo(row, query.Reader),
            ApprovalRow.Read,
            query.Limit,
            query.Cursor,
            cancellationToken);
    }
}
