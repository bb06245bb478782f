using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Retention;

/// <summary>Where a record stands on its way out.</summary>
public enum DisposalStatus
{
    /// <summary>The schedule says that its time has come; no person has read it yet.</summary>
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
/// <param name="RecommendedBy">Account id; null before that.</param>
/// <param name="LeadSocialWorker">Account id of the last lead social worker, who may not decide on the record.</param>
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
            return "Only the roles ServiceManager and HeadOfService decide on disposal.";
        if (subject == step.LeadSocialWorker)
            return "You were the lead social worker of this case; another person must decide on its record.";
        return (decision, step.Status) switch
        {
            (_, DisposalStatus.Approved) => "The disposal is approved and under way; nobody can stop it now.",
            (_, DisposalStatus.Declined) => "The record is kept for longer; the system proposes it again on its new day.",
            (DisposalDecision.Recommend, DisposalStatus.Recommended) => "The disposal is already recommended; it waits for approval.",
            (DisposalDecision.Approve, DisposalStatus.Proposed) => "Another person must recommend the disposal first.",
            (DisposalDecision.Approve, _) when !roles.Contains(Role.HeadOfService) => "Only the role HeadOfService approves a disposal.",
            (DisposalDecision.Approve, _) when subject == step.RecommendedBy =>
                "You recommended this disposal; another person must approve it.",
            _ => null,
        };
    }
}
