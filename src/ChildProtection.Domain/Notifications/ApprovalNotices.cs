using ChildProtection.Domain.Cases;

namespace ChildProtection.Domain.Notifications;

/// <summary>Who may decide is told that something waits, at each tier anew; who asked is told what was decided.</summary>
internal static class ApprovalNotices
{
    public static IEnumerable<Notification> Of(CaseState? before, Accepted decision) =>
        decision.Approvals.GroupBy(approval => approval.Number).Select(group => group.Last()).SelectMany(approval => approval.Status switch
        {
            ApprovalStatus.Open => Waits(decision.State, approval),
            ApprovalStatus.Withdrawn => [],
            _ => Decided(before, decision, approval),
        });

    private static IEnumerable<Notification> Waits(CaseState after, Approval approval) =>
        Audience.Roles(after, ApprovalRules.CodeOf(approval.Role)).Telling(NotificationKinds.ApprovalWaiting, new ApprovalWaitingNotice
        {
            Child = after.Child.LocalId,
            ApprovalId = approval.Id,
            ApprovalKind = approval.Kind,
            Title = approval.About.Title,
            DueOn = approval.About.DueOn,
            Tier = approval.Tier,
            RequestedAt = approval.RequestedAt,
        });

    private static IEnumerable<Notification> Decided(CaseState? before, Accepted decision, Approval approval) =>
        Asker(before, decision, approval).Telling(NotificationKinds.ApprovalDecided, new ApprovalDecidedNotice
        {
            Child = decision.State.Child.LocalId,
            ApprovalId = approval.Id,
            ApprovalKind = approval.Kind,
            Title = approval.About.Title,
            DueOn = approval.About.DueOn,
            Decision = approval.Decision!.Decision,
            DecidedAs = approval.Decision.Role,
            RecoverBy = approval.Decision.RecoverBy,
        });

    /// <summary>The person who asked. What the system asked is for whoever is responsible for the duty.</summary>
    private static IEnumerable<Recipient> Asker(CaseState? before, Accepted decision, Approval approval)
    {
        if (approval is { RequestedBy: { } account, RequestedAs: { } role })
            return [new Recipient(null, ApprovalRules.CodeOf(role), decision.State.Team, account)];
        // A decision may end the very deadline; it stands in the state before it.
        var duty = before?.Deadlines.FirstOrDefault(deadline => deadline.Id == approval.About.DeadlineId);
        return Audience.Roles(decision.State, duty?.Responsible ?? Procedures.RoleCodes.LeadSocialWorker);
    }
}
