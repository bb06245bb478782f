using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Difficulties;

/// <summary>A change of the plan is proposed.</summary>
public sealed record ChangeProposedNotice : NotificationData
{
    public required string ProposalId { get; init; }

    public required DateOnly AnswerDueOn { get; init; }
}

/// <summary>A proposed change was answered.</summary>
public sealed record ChangeDecidedNotice : NotificationData
{
    public required string ProposalId { get; init; }

    public required bool Accepted { get; init; }

    public required DateOnly DecidedOn { get; init; }
}
