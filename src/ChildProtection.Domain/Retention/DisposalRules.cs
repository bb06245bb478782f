using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Retention;

/// <summary>Where a record stands on its way out.</summary>
public enum DisposalStatus
{
    /// <summary>The schedule says that its time has come; nobody has looked at it.</summary>
    Proposed,

    /// <summary>One person has read the record and recommends that it goes.</summary>
    Recommended,

    /// <summary>Another person has approved: the record is being destroyed.</summary>
    Approved,

    /// <summary>It is kept for longer; proposed again when its new day has come.</summary>
    Declined,
}

public enum DisposalDecision
{
    Recommend,
    Approve,
    Decline,
}

/// <param name="Status">Where the record stands.</param>
/// <param name="RecommendedBy">Account id; null before somebody did.</param>
/// <param name="LeadSocialWorker">Account id of the last lead social worker, who is no judge of the own record.</param>
public sealed record DisposalStep(DisposalStatus Status, string? RecommendedBy, string? LeadSocialWorker);

/// <summary>
/// Who may take which step. The system proposes, one person recommends, another approves: nobody destroys a record alone, and nobody their
/// own (reliability, security baseline).
/// </summary>
public static class DisposalRules
{
    private static readonly Role[] Recommenders = [Role.ServiceManager, Role.HeadOfService];

    /// <summary>Why that person may not decide so now; null when they may.</summary>
    public static string? Validate(DisposalStep step, DisposalDecision decision, string subject, IReadOnlyCollection<Role> roles)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (!roles.Any(Recommenders.Contains))
            return "Disposal is decided by one of the roles ServiceManager, HeadOfService.";
        if (subject == step.LeadSocialWorker)
            return "You were the lead social worker of this case; somebody else decides on its record.";
        return (decision, step.Status) switch
        {
            (_, DisposalStatus.Approved) => "The disposal is approved and under way; it cannot be stopped any more.",
            (_, DisposalStatus.Declined) => "The record is kept for longer; it is proposed again when its day has come.",
            (DisposalDecision.Recommend, DisposalStatus.Recommended) => "Somebody has recommended it already; it waits for approval.",
            (DisposalDecision.Approve, DisposalStatus.Proposed) => "It must be recommended first, by somebody else.",
            (DisposalDecision.Approve, _) when !roles.Contains(Role.HeadOfService) => "Disposal is approved by the role HeadOfService.",
            (DisposalDecision.Approve, _) when subject == step.RecommendedBy => "You recommended it; another person approves.",
            _ => null,
        };
    }
}
