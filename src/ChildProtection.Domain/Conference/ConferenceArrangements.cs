using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Domain.Conference;

/// <summary>
/// Before the conference: it is booked, reports are shared, and it may be moved or fail for want of a quorum (E08 to E11).
/// </summary>
internal static class ConferenceArrangements
{
    public static Decision Decide(DecisionBuilder change, ConferenceBooked data)
    {
        if (ValidateDay(change, data.ScheduledOn, "/data/scheduledOn") is { } rejected)
            return rejected;
        if (data.StartsAt is { } startsAt && change.Context.Profile.Zone.DateOf(startsAt) != data.ScheduledOn)
            return DecisionBuilder.Invalid("/data/startsAt", "domain 5.1, R8", "must fall on the local day scheduledOn");
        if (ConferenceChairs.Validate(change, data) is { } involved)
            return involved;
        var conferenceId = data.ConferenceId ?? $"conference-{change.State.ConferencesHeld + 1}";
        if (conferenceId == change.State.Conference?.Id)
            return DecisionBuilder.NotAllowed(
                "domain 3.6 B, rescheduling", "This conference is booked already. To move it, record its new date.");
        Schedule(change, conferenceId, data.ScheduledOn, data.Chair?.Id);
        ChildInvitation.Check(change, data);
        ConferenceViews.WarnOfNotInvited(change);
        if (data.ExcludedParents is not null)
        {
            ApprovalRequests.RaiseExclusion(change, data.ScheduledOn);
            change.State = change.State with { Conference = change.State.Conference! with { ParentExclusionAsked = true } };
        }

        return change.Accept($"Conference booked for {DateText.Date(data.ScheduledOn)}");
    }

    public static Decision Decide(DecisionBuilder change, ReportShared data)
    {
        if (data.SharedWith.Contains(ReportReader.Parents))
            change.Meet(ReportDeadline(change.State));
        else
            change.Warn("The parents have not received the report; its deadline stays.");
        return change.Accept("Report shared before the conference");
    }

    public static Decision Decide(DecisionBuilder change, ConferenceRescheduled data)
    {
        var conference = change.State.Conference!;
        if (ValidateConferenceId(conference, data.ConferenceId) is { } other)
            return other;
        if (ValidateDay(change, data.NewOn, "/data/newOn") is { } rejected)
            return rejected;
        Schedule(change, conference.Id, data.NewOn, conference.Chair);
        if (data.ConfirmedInWritingOn is null)
            change.Warn("Confirm the new date in writing to everyone concerned.");
        return change.Accept($"Conference rescheduled to {DateText.Date(data.NewOn)}");
    }

    public static Decision Decide(DecisionBuilder change, ConferenceInquorate data)
    {
        var conference = change.State.Conference!;
        if (ValidateConferenceId(conference, data.ConferenceId) is { } other)
            return other;
        var proceeds = data.Decision == InquorateDecision.Proceed;
        if (proceeds && data.Reason is null)
            return DecisionBuilder.Invalid("/data/reason", "domain 3.2, E11", "is required to proceed without a quorum");
        change.State = change.State with
        {
            Conference = conference with { ScheduledOn = proceeds ? conference.ScheduledOn : null, ProceedsInquorate = proceeds },
        };
        if (!proceeds)
            change.Warn("The conference was adjourned. Record its new date. Its due date stays.");
        return change.Accept(proceeds ? "Conference inquorate: goes on" : "Conference inquorate: adjourned");
    }

    /// <summary>The kind of report deadline that the coming conference has.</summary>
    public static string ReportDeadline(CaseState state) =>
        state.PlanInForce ? DeadlineKinds.ReportToParentsBeforeRcpc : DeadlineKinds.ReportToParentsBeforeIcpc;

    private static void Schedule(DecisionBuilder change, string conferenceId, DateOnly on, string? chair)
    {
        var report = ReportDeadline(change.State);
        var shared =
            change.State.DeadlineNumbers.ContainsKey(report)
            && !change.HasOpenDeadline(report)
            && change.State.Conference?.Id == conferenceId;
        var exclusionAsked = change.State.Conference is { ParentExclusionAsked: true } same && same.Id == conferenceId;
        change.State = change.State with
        {
            Conference = new ConferenceFacts
            {
                Id = conferenceId,
                ScheduledOn = on,
                Chair = chair,
                ParentExclusionAsked = exclusionAsked,
            },
        };
        if (!shared)
        {
            change.Supersede(report);
            change.OpenDeadline(report, on);
        }

        if (change.State.PlanInForce)
            Birthdays.MeetReview(change, on);
        var conference = change.State.PlanInForce
            ? change.FindOpenDeadline(ReviewDeadline(change))
            : DeadlineKinds.InitialConferences.Select(change.FindOpenDeadline).FirstOrDefault(one => one is not null);
        if (conference is null || on <= conference.DueOn)
        {
            ApprovalRequests.Withdraw(change, ApprovalKind.ConferenceOutOfTime);
            return;
        }

        ApprovalRequests.RaiseOutOfTime(change, conference);
        change.Warn(
            $"The conference is out of time: it is due on {DateText.Date(conference.DueOn)}. The due "
            + "date stays; the manager must give the reason.");
    }

    private static string ReviewDeadline(DecisionBuilder change) =>
        change.HasOpenDeadline(DeadlineKinds.EarlyReviewHeld) ? DeadlineKinds.EarlyReviewHeld
        : change.HasOpenDeadline(DeadlineKinds.RcpcFirst) ? DeadlineKinds.RcpcFirst
        : DeadlineKinds.RcpcLater;

    private static Rejected? ValidateConferenceId(ConferenceFacts conference, string? conferenceId) =>
        conferenceId is null || conferenceId == conference.Id
            ? null
            : DecisionBuilder.Invalid("/data/conferenceId", "domain 3.2, E10", $"must be {conference.Id}, the conference that is booked");

    private static Rejected? ValidateDay(DecisionBuilder change, DateOnly day, string field)
    {
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            return Conferences.AtWeekend(field);
        return PlannedDay.Validate(change, day, field);
    }
}
