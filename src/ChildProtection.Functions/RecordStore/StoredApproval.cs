using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.RecordStore;

/// <summary>A stored approval, open or ended.</summary>
public sealed record StoredApproval
{
    public required ApprovalId Id { get; init; }

    public required string Team { get; init; }

    public required Approval Approval { get; init; }

    /// <summary>The decision's reason in words, shortened when it is long; the chronology has all of it.</summary>
    public string? Reason { get; init; }
}
