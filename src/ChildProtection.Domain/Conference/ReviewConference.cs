using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Text;
using ChildProtection.Domain.Unborn;
using ChildProtection.Domain.Visits;

namespace ChildProtection.Domain.Conference;

/// <summary>A review conference opens, and continues or ends the plan (E12, S2-26 to S2-30).</summary>
internal static class ReviewConference
{
    public static Decision Decide(DecisionBuilder change, ConferenceHeld data)
    {
        if (Validate(change, data) is { } rejected)
            return rejected;
        if (data.Decision is null)
            return Open(change, data);
        MeetReview(change);
        Birthdays.NoteAdultCare(change, data.TransferToAdultCare);
        ReviewAgenda.Warn(change, data);
        return data.Decision == ConferenceDecision.Continue ? Continue(change, data) : End(change, data);
    }

    private static Decision Open(DecisionBuilder change, ConferenceHeld data)
    {
        var conferenceId = Conferences.IdOf(change.State, data);
        MeetReview(change);
        ConferencePapers.Owe(change, conferenceId);
        change.State = change.State with
        {
            Stage = CaseStage.ReviewInSession,
            Conference = new ConferenceFacts
            {
                Id = conferenceId,
                ScheduledOn = change.OccurredOn,
                OpenedOn = change.OccurredOn,
                Chair = data.Chair.Id,
                ProceedsInquorate = change.State.Conference?.ProceedsInquorate ?? false,
                ParentExclusionAsked = Conferences.ExclusionAsked(change.State, data),
            },
        };
        change.OpenDeadline(DeadlineKinds.ConferenceOutcome, change.OccurredOn);
        return change.Accept("Review conference opened; its outcome is to be recorded");
    }

    private static Decision Continue(DecisionBuilder change, ConferenceHeld data)
    {
        if (PlanIntervals.Validate(change, data) is { } rejected)
            return rejected;
        var plan = change.State.Plan!;
        var reviewedOn = ReviewedOn(change);
        CloseSession(change, data);
        change.State = change.State with
        {
            Stage = PlanCourse.StageOf(change.State),
            LeadSocialWorker = data.LeadSocialWorker?.Id ?? change.State.LeadSocialWorker,
            Plan = plan with
            {
                Category = data.Categories is { Count: > 0 } categories ? CodeLists.CensusCategory(categories) : plan.Category,
                CoreGroupAgencies = data.CoreGroup is { Count: > 0 } ? Conferences.CoreGroupAgencies(data) : plan.CoreGroupAgencies,
                CoreGroupFrequency = data.CoreGroupFrequency ?? plan.CoreGroupFrequency,
                VisitInterval = data.VisitInterval ?? plan.VisitInterval,
                ReviewsHeld = plan.ReviewsHeld + 1,
                LastReviewOn = reviewedOn,
                FirstReviewOn = plan.ReviewsHeld == 0 ? reviewedOn : plan.FirstReviewOn,
                MeetingDatesFixed = false,
            },
        };
        change.OpenDeadline(DeadlineKinds.RcpcLater, reviewedOn);
        CoreGroupCycle.Review(change, reviewedOn);
        StatutoryVisits.Shorten(change, reviewedOn);
        if (change.HasOpenDeadline(DeadlineKinds.AssessmentByFirstReview))
            change.Warn("The assessment had to be complete by the first review conference, and it is not.");
        return change.Accept($"Review conference: plan continues, category {change.State.Plan.Category}");
    }

    private static Decision End(DecisionBuilder change, ConferenceHeld data)
    {
        var endedOn = ReviewedOn(change);
        CloseSession(change, data);
        PlanCourse.Stop(change, endedOn);
        change.State = change.State with
        {
            Plan = change.State.Plan! with { EndedOn = endedOn, LastReviewOn = endedOn, ReviewsHeld = change.State.Plan.ReviewsHeld + 1 },
        };
        OwedPapers.OweEndNotices(change, endedOn);
        const string summary = "Review conference: plan ended";
        switch (data.NextPlan!.Value)
        {
            case NextPlan.ChildInNeed:
                return StepDown.Begin(change, change.Due("cinPlanStart", endedOn).DueOn, summary + ", child in need");
            case NextPlan.Care:
                change.State = change.State with { Stage = CaseStage.LookedAfter };
                return change.Accept(summary + ", child looked after");
            default:
                return Closing.Close(change, CaseOutcome.PlanEnded, "RC7", summary);
        }
    }

    private static void MeetReview(DecisionBuilder change)
    {
        // The conference decides now.
        ApprovalRequests.Withdraw(change, ApprovalKind.PlanEndingWithoutConference);
        if (change.State.Conference is not { OpenedOn: not null })
            VisitPeriods.Close(change);
        EarlyReviews.Held(change);
        change.Meet(DeadlineKinds.RcpcFirst);
        change.Meet(DeadlineKinds.RcpcLater);
        Births.MeetPostBirth(change);
        Birthdays.MeetReview(change, change.OccurredOn);
        change.Cancel(DeadlineKinds.ReportToParentsBeforeRcpc);
    }

    /// <summary>A review that opened first is dated by its opening, even when its outcome is decided on a later day.</summary>
    private static DateOnly ReviewedOn(DecisionBuilder change) => change.State.Conference?.OpenedOn ?? change.OccurredOn;

    /// <summary>The papers of a review that opened first became due then; their dates count from that day.</summary>
    private static void CloseSession(DecisionBuilder change, ConferenceHeld data)
    {
        var wasOpen = change.State.Conference is { OpenedOn: not null };
        var conferenceId = Conferences.IdOf(change.State, data);
        change.Meet(DeadlineKinds.ConferenceOutcome, change.RecordedOn);
        change.State = change.State with { Conference = null, ConferencesHeld = change.State.ConferencesHeld + 1 };
        if (!wasOpen)
            ConferencePapers.Owe(change, conferenceId);
    }

    private static Rejected? Validate(DecisionBuilder change, ConferenceHeld data)
    {
        var plan = change.State.Plan!;
        if (ReviewAgenda.Validate(data) is { } agenda)
            return agenda;
        if (change.OccurredOn <= (plan.LastReviewOn ?? plan.StartedOn))
            return DecisionBuilder.Invalid(
                "/occurredOn", "census rules 8840, 8841", $"a review must be after {DateText.Date(plan.LastReviewOn ?? plan.StartedOn)}");
        if (change.State.Conference is not { OpenedOn: { } opened })
            return null;
        if (data.Decision is null)
            return DecisionBuilder.NotAllowed("domain 3.2, E12", "The review is open already. Record the conference with its decision.");
        return change.OccurredOn < opened || (data.ConferenceId is { } id && id != change.State.Conference.Id)
            ? DecisionBuilder.NotAllowed(
                "domain 3.2, E12", $"The review {change.State.Conference.Id} opened on {DateText.Date(opened)}; record its decision first.")
            : null;
    }
}
