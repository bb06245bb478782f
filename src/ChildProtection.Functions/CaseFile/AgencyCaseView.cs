using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.CaseFile.Plans;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseFile;

/// <summary>A deadline that an agency works to: a conference, a core group, what is owed to or by it.</summary>
internal sealed record AgencyDeadlineView(
    string Id, string Kind, string? Subject, string Title, DateOnly DueOn, DateOnly? EarliestOn, DeadlineStatus Status, DateOnly? MetOn)
{
    private static readonly string[] Shown =
    [
        DeadlineKinds.Icpc, DeadlineKinds.TransferInConference, DeadlineKinds.PrebirthConference, DeadlineKinds.ReceivingConference,
        DeadlineKinds.RcpcFirst, DeadlineKinds.RcpcLater, DeadlineKinds.ReportToParentsBeforeIcpc, DeadlineKinds.ReportToParentsBeforeRcpc,
        DeadlineKinds.ConferenceRecord, DeadlineKinds.CoreGroupFirst, DeadlineKinds.CoreGroupSecond,
        DeadlineKinds.CoreGroupLaterBeforeFirstReview, DeadlineKinds.CoreGroupLaterAfterFirstReview, DeadlineKinds.CoreGroupNotes,
        DeadlineKinds.PlanAction, DeadlineKinds.PostBirthMeeting,
    ];

    /// <summary>A kind that is not listed here is the authority's own duty.</summary>
    public static bool IsShown(Deadline deadline) => Shown.Contains(deadline.Kind, StringComparer.Ordinal);

    public static AgencyDeadlineView Of(Deadline deadline) =>
        new(
            deadline.Id,
            deadline.Kind,
            deadline.Subject,
            deadline.Title,
            deadline.DueOn,
            deadline.EarliestOn,
            deadline.Status,
            deadline.MetOn);
}

/// <summary>A case for an agency that works with the child: what is not named here stays with the authority.</summary>
internal sealed record AgencyCaseView(
    string CaseId,
    string Reference,
    ChildView Child,
    CaseStage State,
    string Team,
    PersonView? LeadSocialWorker,
    PlanSummaryView? Plan,
    IReadOnlyList<AgencyDeadlineView> OpenDeadlines)
{
    public static AgencyCaseView Of(StoredCase stored)
    {
        var state = stored.State;
        return new AgencyCaseView(
            state.CaseId,
            stored.Reference,
            CaseView.ChildOf(stored),
            state.Stage,
            state.Team,
            CaseView.LeadOf(stored),
            state.Plan is { } plan ? PlanSummaryView.Of(plan) : null,
            [.. state.Deadlines.Where(AgencyDeadlineView.IsShown).OrderBy(deadline => deadline.DueOn).Select(AgencyDeadlineView.Of)]);
    }
}
