using System.Text.Json.Serialization;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Kernel;

/// <summary>
/// Everything a decision needs to know of a case: ids, dates and codes, no names and no words. Ended deadlines and plans leave it,
/// so its size does not grow with the age of the case.
/// </summary>
public sealed record CaseState
{
    public const int CurrentSchemaVersion = 2;

    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    public required string CaseId { get; init; }

    public required CaseStage Stage { get; init; }

    /// <summary>Where a strategy discussion that starts no enquiry leads back to.</summary>
    public CaseStage? StageBeforeStrategy { get; init; }

    /// <summary>Number of facts recorded so far; the next one is one more.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset LastRecordedAt { get; init; }

    /// <summary>The day of the latest event, which no closure may precede (census rule 8565).</summary>
    public required DateOnly LastActivityOn { get; init; }

    public required ProfileStamp Profile { get; init; }

    public required string Team { get; init; }

    public required ChildFacts Child { get; init; }

    public required ReferralFacts Referral { get; init; }

    /// <summary>Parents and carers as the referral or the plan lists them.</summary>
    public IReadOnlyList<ParentFacts> Parents { get; init; } = [];

    /// <summary>Account id of the lead social worker, or of the allocated worker before a plan is made.</summary>
    public string? LeadSocialWorker { get; init; }

    /// <summary>Null in states of releases before allocation, and until somebody is allocated or missed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AllocationFacts? Allocation { get; init; }

    public AssessmentFacts? Assessment { get; init; }

    public EnquiryFacts? Enquiry { get; init; }

    /// <summary>The conference being arranged or in session.</summary>
    public ConferenceFacts? Conference { get; init; }

    public int ConferencesHeld { get; init; }

    /// <summary>Accounts that worked or decided on the case, latest last: none of them chairs its conferences (S2-11).</summary>
    public IReadOnlyList<string> Involved { get; init; } = [];

    /// <summary>Conferences that somebody recorded for their chair, who has not confirmed the record; oldest first.</summary>
    public IReadOnlyList<UnconfirmedConference> Unconfirmed { get; init; } = [];

    /// <summary>Partner agencies invited to the conference that was booked last.</summary>
    public IReadOnlyList<string> InvitedAgencies { get; init; } = [];

    /// <summary>Partner agencies that any conference of this case listed, booked or held.</summary>
    public IReadOnlyList<string> ConferenceAgencies { get; init; } = [];

    /// <summary>
    /// Partner agencies that were present at the latest conference and not excluded from it; null in states of releases that did not note
    /// them.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? AttendedAgencies { get; init; }

    /// <summary>The plan in force, or the last one until a new one starts.</summary>
    public PlanFacts? Plan { get; init; }

    /// <summary>
    /// Plans of this authority that started before the present one, in this case and in earlier ones (census item N00106).
    /// </summary>
    public int PreviousPlans { get; init; }

    /// <summary>When the plan before the present one ended, in this case or an earlier one of this authority.</summary>
    public DateOnly? PreviousPlanEndedOn { get; init; }

    public CinPlanFacts? CinPlan { get; init; }

    public CaseClosure? Closure { get; init; }

    /// <summary>What runs beside the main line.</summary>
    public CaseTracks Regions { get; init; } = new();

    /// <summary>Deadlines that are open or overdue.</summary>
    public required IReadOnlyList<Deadline> Deadlines { get; init; }

    /// <summary>How many deadlines of each kind there have been; ids are numbered from here.</summary>
    public required IReadOnlyDictionary<string, int> DeadlineNumbers { get; init; }

    /// <summary>What waits for a decision, in the order in which it was raised.</summary>
    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    /// <summary>How many approvals there have been; ids are numbered from here.</summary>
    public int ApprovalNumber { get; init; }

    /// <summary>Overdue duties that a manager has accepted to be done later.</summary>
    public IReadOnlyList<AcceptedRecovery> Recoveries { get; init; } = [];

    /// <summary>How often a restriction of the case was set, reviewed or lifted, as far as that is recorded.</summary>
    public int RestrictionChanges { get; init; }

    public bool PlanInForce => Plan is { EndedOn: null };

    /// <summary>Further action was decided and the case is not closed.</summary>
    internal bool Underway => Stage is not (CaseStage.Referred or CaseStage.Closed);

    internal bool Born => Regions.Birth.Status is BirthStatus.NotApplicable or BirthStatus.Born;

    /// <summary>A plan that was decided completely: its core group can meet.</summary>
    internal bool HasCoreGroup =>
        PlanInForce
        && Stage is CaseStage.OutlinePlan or CaseStage.PlanActive or CaseStage.ReviewInSession or CaseStage.TransferredOutPending;

    /// <summary>Closed, and nothing is owed any more: no event can follow.</summary>
    public bool Finished => Stage == CaseStage.Closed && Deadlines.Count == 0;

    /// <summary>Whether that account worked or decided on the case.</summary>
    internal bool WasInvolved(string account) =>
        LeadSocialWorker == account || Involved.Contains(account) || (Allocation?.Workers.Any(worker => worker.Id == account) ?? false);

    /// <summary>
    /// Whether that agency works with the child: a conference or the core group lists it (domain 3.3), or it was at the discussion of an
    /// enquiry that is to end without a conference, and may ask for one (N-14).
    /// </summary>
    public bool Lists(string agency) =>
        ConferenceAgencies.Contains(agency)
        || Plan?.CoreGroupAgencies.Contains(agency) == true
        || (Enquiry is { Proposed: not null, Agencies: { } attended } && attended.Contains(agency));

    /// <summary>
    /// Whether that agency may read of the case: it was at the latest conference, is in the core group, or is invited to the conference
    /// that is being arranged.
    /// </summary>
    public bool IsOpenTo(string agency) =>
        (AttendedAgencies ?? ConferenceAgencies).Contains(agency)
        || (Plan?.CoreGroupAgencies.Contains(agency) ?? false)
        || (Conference is not null && InvitedAgencies.Contains(agency));

    /// <summary>Whether a deadline of that kind is open or overdue.</summary>
    public bool Has(string kind) => Deadlines.Any(deadline => deadline.Kind == kind);

    /// <summary>The first deadline of that kind that is open or overdue.</summary>
    internal Deadline? FindOpenDeadline(string kind) => Deadlines.FirstOrDefault(deadline => deadline.Kind == kind);

    /// <summary>When that one is due.</summary>
    internal DateOnly? DueOn(string kind) => FindOpenDeadline(kind)?.DueOn;

    /// <summary>What waits for a decision about that deadline; there is one at most.</summary>
    internal Approval? ApprovalAbout(string deadlineId) => Approvals.FirstOrDefault(approval => approval.About.DeadlineId == deadlineId);

    /// <summary>The open approval of a kind of which there is one at most.</summary>
    internal Approval? ApprovalOf(ApprovalKind kind) => Approvals.FirstOrDefault(approval => approval.Kind == kind);

    /// <summary>
    /// The state with an approval as it is now: raised, changed, or gone because it ended. While it waits, no older acceptance about the
    /// same deadline holds.
    /// </summary>
    internal CaseState With(Approval approval) =>
        this with
        {
            ApprovalNumber = Math.Max(ApprovalNumber, approval.Number),
            Approvals =
            [
                .. Approvals
                    .Where(one => one.Number != approval.Number)
                    .Concat(approval.Status == ApprovalStatus.Open ? [approval] : [])
                    .OrderBy(one => one.Number),
            ],
            Recoveries = approval is { Status: ApprovalStatus.Open, About.DeadlineId: { } about }
                ? [.. Recoveries.Where(recovery => recovery.DeadlineId != about)]
                : Recoveries,
        };

    /// <summary>The moment (UTC) of the nearest checkpoint, null when none is left.</summary>
    public DateTimeOffset? NextCheckpointAt => NextCheckpoint()?.At;

    /// <summary>
    /// The nearest moment that something waits for: a checkpoint of a deadline, a step of an approval, the end of an accepted recovery. At
    /// one moment deadlines come first, and among equals the oldest.
    /// </summary>
    public TimedSignal? NextCheckpoint()
    {
        TimedSignal? nearest = null;
        foreach (var deadline in Deadlines)
            if (deadline.Next is { } next && (nearest is null || next.At < nearest.At))
                nearest = new CheckpointSignal(deadline.Id, next.At);
        foreach (var approval in Approvals)
            if (approval.Steps is [var step, ..] && (nearest is null || step.At < nearest.At))
                nearest = new ApprovalStepSignal(approval.Id, step.At);
        foreach (var recovery in Recoveries)
            if (recovery.AskAgainAt is { } at && (nearest is null || at < nearest.At))
                nearest = new RecoverySignal(recovery.DeadlineId, at);
        if (BirthdayWatch.Next(this) is { } birthday && (nearest is null || birthday.At < nearest.At))
            nearest = birthday;
        return nearest is not null && OutsideQuestion.Of(this, nearest) is { } question ? nearest with { Question = question } : nearest;
    }
}
