using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Approvals;

/// <summary>
/// Tells those who may decide that an approval waits, again at each tier, and tells the person who asked what was decided.
/// </summary>
internal static class ApprovalNotices
{
    public static Notice Waiting { get; } = Notice.Of(
        ForPeople<ApprovalWaitingNotice>("approvalWaiting", "A decision is needed",
            "Decide on this request, or ask for what you need to decide.").AtOnce(),
        decided => Latest(decided, status => status == ApprovalStatus.Open).SelectMany(approval => TellWaiting(decided, approval)));

    public static Notice Answered { get; } = Notice.Of(
        ForPeople<ApprovalDecidedNotice>("approvalDecided", "A request was decided",
            "Read the decision, and go on as it says."),
        decided => Latest(decided, status => status is not (ApprovalStatus.Open or ApprovalStatus.Withdrawn))
            .SelectMany(approval => TellAnswered(decided, approval)));

    private static IEnumerable<Approval> Latest(Decided decided, Func<ApprovalStatus, bool> stands) => decided.Decision.Approvals
        .GroupBy(approval => approval.Number).Select(group => group.Last()).Where(approval => stands(approval.Status));

    private static IEnumerable<Message> TellWaiting(Decided decided, Approval approval) =>
        Audience.Roles(Deciding(decided.After, approval), ApprovalRules.CodeOf(approval.Role)).Telling(new ApprovalWaitingNotice
        {
            Child = decided.Child,
            ApprovalId = approval.Id,
            ApprovalKind = approval.Kind,
            Title = approval.About.Title,
            DueOn = approval.About.DueOn,
            Tier = approval.Tier,
            RequestedAt = approval.RequestedAt,
        });

    /// <summary>Another team than the case's may decide.</summary>
    private static CaseState Deciding(CaseState state, Approval approval) => state with { Team = approval.DecidingTeam ?? state.Team };

    private static IEnumerable<Message> TellAnswered(Decided decided, Approval approval) =>
        Asker(decided, approval).Telling(new ApprovalDecidedNotice
        {
            Child = decided.Child,
            ApprovalId = approval.Id,
            ApprovalKind = approval.Kind,
            Title = approval.About.Title,
            DueOn = approval.About.DueOn,
            Decision = approval.Decision!.Decision,
            DecidedAs = approval.Decision.Role,
            RecoverBy = approval.Decision.RecoverBy,
        });

    /// <summary>The person who asked. What the system asked is for the person responsible for the duty.</summary>
    private static IEnumerable<Recipient> Asker(Decided decided, Approval approval)
    {
        if (approval is { RequestedBy: { } account, RequestedAs: { } role })
            return [new Recipient(null, ApprovalRules.CodeOf(role), decided.After.Team, account)];
        // A decision may end the deadline itself; the state before it still has it.
        var duty = decided.Before?.Deadlines.FirstOrDefault(deadline => deadline.Id == approval.About.DeadlineId);
        return Audience.Roles(decided.After, duty?.Responsible ?? RoleCodes.LeadSocialWorker);
    }
}
