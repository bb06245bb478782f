using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Text;
using ChildProtection.Domain.Transfer;
using ChildProtection.Domain.Visits;

namespace ChildProtection.Domain.Conference;

/// <summary>
/// The initial conference decides: a plan, support without a plan, or nothing. A plan is in force from the day of the conference,
/// whatever is still missing from the record (S3-27).
/// </summary>
internal static class InitialConference
{
    public static Decision Decide(DecisionBuilder change, ConferenceHeld data)
    {
        if (change.State.Enquiry is { } enquiry && change.OccurredOn < enquiry.StartedOn)
            return DecisionBuilder.Invalid(
                "/occurredOn", "census rule 8615", $"must not be before the enquiry started on {DateText.Date(enquiry.StartedOn)}");
        if (change.State.Conference is { OpenedOn: { } opened } && change.State.PlanInForce)
            return CompleteOutcome(change, data, opened);
        return data.Decision switch
        {
            ConferenceDecision.Plan => MakePlan(change, data),
            ConferenceDecision.ChildInNeed => WithoutPlan(change, data),
            ConferenceDecision.NoFurtherAction => WithoutPlan(change, data),
            _ => DecisionBuilder.Invalid(
                "/data/decision", "domain 3.6 A, E12", "is required at an initial conference: plan, childInNeed or noFurtherAction"),
        };
    }

    private static Decision WithoutPlan(DecisionBuilder change, ConferenceHeld data)
    {
        var conferenceId = Conferences.IdOf(change.State, data);
        MeetConference(change);
        Conferences.Conclude(change, conferenceId);
        return data.Decision == ConferenceDecision.ChildInNeed
            ? StepDown.Begin(change, "Initial conference: no plan, child in need")
            : Closing.Close(change, CaseOutcome.ConferenceNoPlan, "RC7", "Initial conference: no plan");
    }

    private static Decision MakePlan(DecisionBuilder change, ConferenceHeld data)
    {
        if ((ValidateStart(change) ?? Validate(change, data)) is { } rejected)
            return rejected;
        var proceedsInquorate = change.State.Conference?.ProceedsInquorate ?? false;
        var exclusionAsked = Conferences.ExclusionAsked(change.State, data);
        var conferenceId = Conferences.IdOf(change.State, data);
        MeetConference(change);
        StartPlan(change, data);
        Conferences.Conclude(change, conferenceId);
        // From here on a conference in the calendar is a review.
        Birthdays.OpenDeadlines(change);
        var missing = Missing(change, data);
        if (missing.Count == 0)
            return Complete(change, data, "Initial conference: child protection plan made");
        change.State = change.State with
        {
            Conference = new ConferenceFacts
            {
                Id = conferenceId,
                OpenedOn = change.OccurredOn,
                Chair = data.Chair.Id,
                ProceedsInquorate = proceedsInquorate,
                ParentExclusionAsked = exclusionAsked,
                MissingFromOutcome = missing,
            },
        };
        change.OpenDeadline(DeadlineKinds.ConferenceOutcome, change.OccurredOn);
        change.Warn($"The plan is in force, but its record is incomplete. Record the conference again with {string.Join(", ", missing)}.");
        return change.Accept("Initial conference: child protection plan made, outcome incomplete");
    }

    private static Decision CompleteOutcome(DecisionBuilder change, ConferenceHeld data, DateOnly opened)
    {
        if (change.OccurredOn != opened || data.Decision != ConferenceDecision.Plan)
            return DecisionBuilder.NotAllowed(
                "domain 3.6 A, outcome incomplete",
                $"The conference of {DateText.Date(opened)} made a plan; record the conference with that "
                + "date, the decision plan and what is missing.");
        if (Validate(change, data) is { } rejected)
            return rejected;
        if (Missing(change, data) is { Count: > 0 } missing)
            return DecisionBuilder.NotAllowed("domain 3.6 A, outcome incomplete", $"Still missing: {string.Join(", ", missing)}.");
        change.Meet(DeadlineKinds.ConferenceOutcome, change.RecordedOn);
        change.State = change.State with { Conference = null };
        PlanPublishing.CompleteOutline(change, data.OutlinePlan);
        return Complete(change, data, "Initial conference: outcome completed");
    }

    /// <summary>
    /// The conference's date belongs to what led to it: an enquiry or a transfer in, never both (census rule 2884). One before a birth
    /// needs neither.
    /// </summary>
    private static void MeetConference(DecisionBuilder change)
    {
        var transfer = Transfers.IsTransferConference(change.State);
        var regions = change.State.Regions;
        foreach (var kind in DeadlineKinds.InitialConferences)
            change.Meet(kind);
        change.Cancel(DeadlineKinds.ReportToParentsBeforeIcpc);
        change.State = change.State with
        {
            Enquiry =
                transfer || change.State.Enquiry is not { ConferenceNotRequired: false } enquiry
                    ? change.State.Enquiry
                    : enquiry with
                    {
                        ConferenceOn = change.OccurredOn,
                    },
            Regions = regions with
            {
                Birth = regions.Birth with { ConferenceTargetOn = null },
                Transfer = transfer ? regions.Transfer with { ConferenceOn = change.OccurredOn } : regions.Transfer,
            },
        };
    }

    /// <summary>The plan begins on the day of the conference; every deadline that counts from it opens at once.</summary>
    private static void StartPlan(DecisionBuilder change, ConferenceHeld data)
    {
        var category = CodeLists.CensusCategory(data.Categories ?? []);
        var before = change.State.Plan is null ? 0 : 1;
        change.State = change.State with
        {
            PreviousPlans = change.State.PreviousPlans + before,
            PreviousPlanEndedOn = change.State.Plan?.EndedOn ?? change.State.PreviousPlanEndedOn,
            Regions = change.State.Regions with { SignOff = [] },
            CinPlan = change.State.CinPlan is { EndedOn: null } running
                ? running with
                {
                    EndedOn = change.OccurredOn,
                }
                : change.State.CinPlan,
            Plan = new PlanFacts
            {
                Number = (change.State.Plan?.Number ?? 0) + 1,
                Version = 0,
                StartedOn = change.OccurredOn,
                InitialCategory = category,
                Category = category,
                CoreGroupAgencies = Conferences.CoreGroupAgencies(data),
                CoreGroupFrequency = data.CoreGroupFrequency,
                VisitInterval = data.VisitInterval,
                LeadSocialWorkerManager = data.LeadSocialWorker?.IdentifiedBy,
            },
        };
        change.Cancel(DeadlineKinds.CinReview);
        RepeatPlans.Warn(change);
        change.OpenDeadline(DeadlineKinds.CoreGroupFirst, change.OccurredOn);
        change.OpenDeadline(DeadlineKinds.RcpcFirst, change.OccurredOn);
        if (change.Context.Profile.Applies("assessmentByFirstReview")
            && change.State.Assessment is not { Status: AssessmentStatus.CounterSigned })
            change.OpenDeadline(DeadlineKinds.AssessmentByFirstReview, change.OccurredOn);
        // Before a birth there are contacts with the mother; visits count from the child's birth (domain 3.6 B, pre-birth).
        if (change.State.Born)
            StatutoryVisits.OpenDeadlines(change, change.OccurredOn);
        change.OpenDeadline(DeadlineKinds.LongPlanAlerts, change.OccurredOn);
        PlanPublishing.Outline(change, data.OutlinePlan);
    }

    private static Decision Complete(DecisionBuilder change, ConferenceHeld data, string summary)
    {
        WarnIfAfter(change, data.FirstCoreGroupOn, DeadlineKinds.CoreGroupFirst, "firstCoreGroupOn");
        WarnIfAfter(change, data.ReviewOn, DeadlineKinds.RcpcFirst, "reviewOn");
        var plan = change.State.Plan!;
        change.State = change.State with
        {
            Stage = CaseStage.OutlinePlan,
            LeadSocialWorker = data.LeadSocialWorker!.Id,
            Plan = plan with
            {
                CoreGroupAgencies = Conferences.CoreGroupAgencies(data),
                CoreGroupFrequency = data.CoreGroupFrequency,
                VisitInterval = data.VisitInterval,
                LeadSocialWorkerManager = data.LeadSocialWorker.IdentifiedBy,
            },
        };
        if (plan.VisitInterval != data.VisitInterval && change.State.Born)
            StatutoryVisits.RecalculateVisit(change);
        SignOff.Ask(change);
        return change.Accept($"{summary}, category {plan.Category}");
    }

    private static void WarnIfAfter(DecisionBuilder change, DateOnly? planned, string kind, string field)
    {
        if (change.FindOpenDeadline(kind) is { } deadline && planned > deadline.DueOn)
            change.Warn($"{field} is after {DateText.Date(deadline.DueOn)}, when it is due; the due date stays.");
    }

    /// <summary>
    /// What the chair must still record before the case leaves the conference (S3-01, S3-08, S3-56, S3-57, S0-19, S0-24).
    /// </summary>
    private static List<string> Missing(DecisionBuilder change, ConferenceHeld data)
    {
        List<string> missing = [];
        if (data.LeadSocialWorker is null)
            missing.Add("leadSocialWorker");
        if (data.CoreGroup is null or { Count: 0 })
            missing.Add("coreGroup");
        if (data.FirstCoreGroupOn is null)
            missing.Add("firstCoreGroupOn");
        if (data.CoreGroupFrequency is null)
            missing.Add("coreGroupFrequency");
        if (data.VisitInterval is null && change.Context.Profile.Flag("visitIntervalInPlanRequired"))
            missing.Add("visitInterval");
        if (data.ReviewOn is null)
            missing.Add("reviewOn");
        return missing;
    }

    /// <summary>Late recording must not let a plan overlap with what came before it.</summary>
    private static Rejected? ValidateStart(DecisionBuilder change)
    {
        if (change.State.Plan?.EndedOn is { } ended && change.OccurredOn < ended)
            return DecisionBuilder.Invalid(
                "/occurredOn",
                "census rules 8935, 8940",
                $"must not be before {DateText.Date(ended)}, when the plan before this one ended");
        return change.State.CinPlan is { EndedOn: null, StartedOn: var started } && change.OccurredOn < started
            ? DecisionBuilder.Invalid(
                "/occurredOn",
                "census rules 4001, 4017",
                $"must not be before {DateText.Date(started)}, when the Child in Need plan began that this plan ends")
            : null;
    }

    private static Rejected? Validate(DecisionBuilder change, ConferenceHeld data)
    {
        if (data.FirstCoreGroupOn < change.OccurredOn)
            return DecisionBuilder.Invalid("/data/firstCoreGroupOn", "S3-56", "must not be before the conference");
        if (data.ReviewOn <= change.OccurredOn)
            return DecisionBuilder.Invalid("/data/reviewOn", "census rule 8841", "must be after the conference");
        return PlannedDay.Validate(change, data.FirstCoreGroupOn, "/data/firstCoreGroupOn")
            ?? PlannedDay.Validate(change, data.ReviewOn, "/data/reviewOn")
            ?? PlanIntervals.Validate(change, data)
            ?? PlanRules.Validate(data.OutlinePlan, "/data/outlinePlan")
            ?? PlanActions.ValidateDates(change, data.OutlinePlan, "/data/outlinePlan");
    }
}
