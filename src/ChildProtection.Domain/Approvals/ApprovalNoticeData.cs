using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Approvals;

/// <summary>An approval waits for the recipient, who finds it by the case's id and its own.</summary>
public sealed record ApprovalWaitingNotice : NotificationData
{
    /// <summary>Within the case: <c>approval-3</c>.</summary>
    public required string ApprovalId { get; init; }

    public required ApprovalKind ApprovalKind { get; init; }

    public required string Title { get; init; }

    /// <summary>The statutory date, when it is about one.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>1 to 3 once it has climbed; 0 when it was just asked for.</summary>
    public required int Tier { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }
}

/// <summary>A request was decided. The due date stays; the record has the reason.</summary>
public sealed record ApprovalDecidedNotice : NotificationData
{
    /// <summary>Within the case: <c>approval-3</c>.</summary>
    public required string ApprovalId { get; init; }

    public required ApprovalKind ApprovalKind { get; init; }

    public required string Title { get; init; }

    public DateOnly? DueOn { get; init; }

    public required ApprovalVerdict Decision { get; init; }

    /// <summary>The role in which it was decided.</summary>
    public required Role DecidedAs { get; init; }

    /// <summary>The day by which the duty will be done, when the manager accepted one.</summary>
    public DateOnly? RecoverBy { get; init; }
}
