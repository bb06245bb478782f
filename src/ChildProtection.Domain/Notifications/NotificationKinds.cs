namespace ChildProtection.Domain.Notifications;

/// <summary>One kind of notification.</summary>
/// <param name="Name">As in the message's property <c>kind</c>, camelCase.</param>
/// <param name="Title">For people.</param>
/// <param name="Data">The record that holds its fields.</param>
/// <param name="ToAgencies">Whether partner agencies may get it.</param>
/// <param name="ToPeople">Whether the authority's own people may get it.</param>
public sealed record NotificationKind(string Name, string Title, Type Data, bool ToAgencies, bool ToPeople)
{
    /// <summary>The CloudEvents <c>type</c> of its messages.</summary>
    public string MessageType => $"uk.childprotection.notification.{char.ToUpperInvariant(Name[0])}{Name[1..]}.v1";
}

/// <summary>Every kind of notification that the app sends.</summary>
public static class NotificationKinds
{
    public static NotificationKind ReferralReceived { get; } = People<ReferralReceivedNotice>("referralReceived", "A referral was received");

    public static NotificationKind NewConcern { get; } = People<NewConcernNotice>("newConcernReported", "A new concern was reported");

    public static NotificationKind ConferenceInvitation { get; } = Both<ConferenceInvitation>("conferenceInvitation", "Invitation to a conference");

    public static NotificationKind ConferenceRescheduled { get; } = Both<ConferenceRescheduledNotice>("conferenceDateConfirmed", "Written confirmation of a conference's new date");

    public static NotificationKind ConferenceDecision { get; } = Both<ConferenceDecisionNotice>("conferenceDecision", "Decision of a conference");

    public static NotificationKind PlanMade { get; } = Both<PlanMadeNotice>("planMade", "A child protection plan was made");

    public static NotificationKind PlanContinued { get; } = Both<PlanContinuedNotice>("planContinued", "A child protection plan continues");

    public static NotificationKind PlanPublished { get; } = Both<PlanPublishedNotice>("planPublished", "A version of a child protection plan was published");

    public static NotificationKind PlanDeclined { get; } = People<PlanDeclinedNotice>("planPartDeclined", "A party does not accept its part in the plan");

    public static NotificationKind PlanEnded { get; } = Both<PlanEndedNotice>("planConcluded", "A child protection plan ended");

    public static NotificationKind CoreGroupInvitation { get; } = Both<CoreGroupInvitation>("coreGroupInvitation", "Invitation to a core group");

    public static NotificationKind CoreGroupRescheduled { get; } = Both<CoreGroupRescheduledNotice>("coreGroupDateConfirmed", "Written confirmation of a core group's new date");

    public static NotificationKind CoreGroupNotesDue { get; } = Both<CoreGroupNotesDueNotice>("coreGroupNotesDue", "Notes of a core group are due");

    public static NotificationKind VisitFailed { get; } = People<VisitFailedNotice>("visitFailed", "A visit failed");

    public static NotificationKind AccessConcern { get; } = Both<AccessConcernNotice>("accessConcern", "The child cannot be seen");

    public static NotificationKind AccessActionPlan { get; } = Both<AccessActionPlanNotice>("accessActionPlanAgreed", "A plan of action for seeing the child was agreed");

    public static NotificationKind VisitAlert { get; } = People<VisitAlertNotice>("visitAlert", "Visits of the right kind are missing");

    public static NotificationKind Difficulty { get; } = People<DifficultyNotice>("implementationDifficulty", "The plan cannot be carried out as agreed");

    public static NotificationKind ChangeProposed { get; } = Both<ChangeProposedNotice>("changeProposed", "A change of the plan is proposed");

    public static NotificationKind ChangeDecided { get; } = Both<ChangeDecidedNotice>("changeDecided", "A proposed change was answered");

    public static NotificationKind UnexpectedEvent { get; } = People<UnexpectedEventNotice>("unexpectedEvent", "Something unexpected happened");

    public static NotificationKind EscalatedToManager { get; } = People<EscalatedToManagerNotice>("escalatedToManager", "The manager is asked to decide");

    public static NotificationKind PlanNotWorking { get; } = People<PlanNotWorkingNotice>("planNotWorking", "The plan does not work");

    public static NotificationKind EarlyReviewRequested { get; } = People<EarlyReviewRequestedNotice>("earlyReviewRequested", "An early review is asked for");

    public static NotificationKind EarlyReviewDecided { get; } = Both<EarlyReviewDecidedNotice>("earlyReviewDecided", "Decision on an early review");

    public static NotificationKind DisputeStage { get; } = Both<DisputeStageNotice>("disputeStage", "A dispute is at its next stage");

    public static NotificationKind DisputeResolved { get; } = Both<DisputeResolvedNotice>("disputeResolved", "A dispute is resolved");

    public static NotificationKind Complaint { get; } = People<ComplaintNotice>("complaintReceived", "A complaint was received");

    public static NotificationKind LeadSocialWorker { get; } = Both<LeadSocialWorkerNotice>("leadSocialWorkerChanged", "Another lead social worker");

    public static NotificationKind ChildStatusChanged { get; } = Both<ChildStatusNotice>("childStatusChanged", "Something changed for the child");

    public static NotificationKind RepeatPlan { get; } = People<RepeatPlanNotice>("repeatPlan", "A child is on a second or later plan");

    public static NotificationKind DeadlinesMoved { get; } = People<DeadlinesMovedNotice>("deadlinesMoved", "Deadlines were counted anew");

    public static NotificationKind Reminder { get; } = Both<DeadlineNotice>("reminder", "Reminder of a deadline");

    public static NotificationKind Overdue { get; } = Both<DeadlineNotice>("overdue", "A deadline has passed");

    public static NotificationKind Escalation { get; } = Both<DeadlineNotice>("escalation", "Escalation of a missed deadline");

    public static NotificationKind ApprovalWaiting { get; } = People<ApprovalWaitingNotice>("approvalWaiting", "A decision is asked for");

    public static NotificationKind ApprovalDecided { get; } = People<ApprovalDecidedNotice>("approvalDecided", "What was asked for is decided");

    public static NotificationKind ReferralOutcome { get; } = Agencies<ReferralOutcomeNotice>("referralOutcome", "What became of a referral");

    public static NotificationKind GlassBroken { get; } = People<GlassBrokenNotice>("glassBroken", "A case was read by breaking the glass");

    public static IReadOnlyList<NotificationKind> All { get; } =
    [
        ReferralReceived, NewConcern, ConferenceInvitation, ConferenceRescheduled, ConferenceDecision, PlanMade, PlanContinued, PlanPublished, PlanDeclined, PlanEnded,
        CoreGroupInvitation, CoreGroupRescheduled, CoreGroupNotesDue, ChildStatusChanged, RepeatPlan,
        VisitFailed, AccessConcern, AccessActionPlan, VisitAlert, Difficulty, ChangeProposed, ChangeDecided, UnexpectedEvent, EscalatedToManager, PlanNotWorking,
        EarlyReviewRequested, EarlyReviewDecided, DisputeStage, DisputeResolved, Complaint, LeadSocialWorker,
        DeadlinesMoved, Reminder, Overdue, Escalation,
        ApprovalWaiting, ApprovalDecided, ReferralOutcome, GlassBroken,
    ];

    /// <summary>The kind of that name, null when there is none. Names are case-sensitive.</summary>
    public static NotificationKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    private static NotificationKind People<T>(string name, string title) where T : NotificationData => new(name, title, typeof(T), ToAgencies: false, ToPeople: true);

    private static NotificationKind Agencies<T>(string name, string title) where T : NotificationData => new(name, title, typeof(T), ToAgencies: true, ToPeople: false);

    private static NotificationKind Both<T>(string name, string title) where T : NotificationData => new(name, title, typeof(T), ToAgencies: true, ToPeople: true);
}
