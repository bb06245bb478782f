using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>Before the conference: it is booked, reports are shared, and it may be moved or fail for want of a quorum (E08 to E11).</summary>
internal static class ConferenceArrangements
{
    public static Decision Decide(CaseChange change, ConferenceBooked data)
    {
        if (WhyNotOn(change, data.ScheduledOn, "/data/scheduledOn") is { } rejected)
            return rejected;
        if (data.StartsAt is { } startsAt && change.Context.Profile.Zone.DateOf(startsAt) != data.ScheduledOn)
            return CaseChange.Invalid("/data/startsAt", "domain 5.1, R8", "must fall on the local day scheduledOn");
        if (data.Chair is { Independent: false })
            return Conference.InvolvedChair();
        var conferenceId = data.ConferenceId ?? $"conference-{change.State.ConferencesHeld + 1}";
        if (conferenceId == change.State.Conference?.Id)
            return CaseChange.NotAllowed("domain 3.6 B, rescheduling", "This conference is booked already; raise ConferenceRescheduled to move it.");
        Schedule(change, conferenceId, data.ScheduledOn);
        ChildInvitation.Check(change, data);
        ConferenceVoices.WarnOfNotInvited(change);
        if (data.ExcludedParents is not null)
        {
            ApprovalRequests.RaiseExclusion(change, data.ScheduledOn);
            change.State = change.State with { Conference = change.State.Conference! with { ParentExclusionAsked = true } };
        }

        return change.Accept($"Conference booked for {Words.Date(data.ScheduledOn)}");
    }

    public static Decision Decide(CaseChange change, ReportShared data)
    {
        if (data.SharedWith.Contains(ReportReader.Parents))
            change.Meet(ReportDeadline(change.State));
        else
            change.Warn("The parents have not been given the report; their deadline stays.");
        return change.Accept("Report shared before the conference");
    }

    public static Decision Decide(CaseChange change, ConferenceRescheduled data)
    {
        var conference = change.State.Conference!;
        if (WhyNotOther(conference, data.ConferenceId) is { } other)
            return other;
        if (WhyNotOn(change, data.NewOn, "/data/newOn") is { } rejected)
            return rejected;
        Schedule(change, conference.Id, data.NewOn);
        if (data.ConfirmedInWritingOn is null)
            change.Warn("Confirm the new date in writing to everyone concerned.");
        return change.Accept($"Conference rescheduled to {Words.Date(data.NewOn)}");
    }

    public static Decision Decide(CaseChange change, ConferenceInquorate data)
    {
        var conference = change.State.Conference!;
        if (WhyNotOther(conference, data.ConferenceId) is { } other)
            return other;
        var proceeds = data.Decision == InquorateDecision.Proceed;
        if (proceeds && data.Reason is null)
            return CaseChange.Invalid("/data/reason", "domain 3.2, E11", "is required to proceed without a quorum");
        change.State = change.State with
        {
            Conference = conference with { ScheduledOn = proceeds ? conference.ScheduledOn : null, ProceedsInquorate = proceeds },
        };
        if (!proceeds)
            change.Warn("The conference was adjourned: raise ConferenceRescheduled with its new date. Its due date stays.");
        return change.Accept(proceeds ? "Conference inquorate: goes on" : "Conference inquorate: adjourned");
    }

    /// <summary>The kind of report deadline that the coming conference has.</summary>
    public static string ReportDeadline(CaseState state) =>
        state.PlanInForce ? DeadlineKinds.ReportToParentsBeforeRcpc : DeadlineKinds.ReportToParentsBeforeIcpc;

    private static void Schedule(CaseChange change, string conferenceId, DateOnly on)
    {
        var report = ReportDeadline(change.State);
        var shared = change.State.DeadlineNumbers.ContainsKey(report) && !change.IsOpen(report) && change.State.Conference?.Id == conferenceId;
        var exclusionAsked = change.State.Conference is { ParentExclusionAsked: true } same && same.Id == conferenceId;
        change.State = change.State with { Conference = new ConferenceFacts { Id = conferenceId, ScheduledOn = on, ParentExclusionAsked = exclusionAsked } };
        if (!shared)
        {
            change.Supersede(report);
            change.Arm(report, on);
        }

        if (change.State.PlanInForce)
            Birthdays.MeetReview(change, on);
        var conference = change.State.PlanInForce ? change.Open(ReviewDeadline(change)) : DeadlineKinds.InitialConferences.Select(change.Open).FirstOrDefault(one => one is not null);
        if (conference is null || on <= conference.DueOn)
        {
            ApprovalRequests.Withdraw(change, ApprovalKind.ConferenceOutOfTime);
            return;
        }

        ApprovalRequests.RaiseOutOfTime(change, conference);
        change.Warn($"The conference is out of time: it is due on {Words.Date(conference.DueOn)}. The due date stays; the manager must give the reason.");
    }

    private static string ReviewDeadline(CaseChange change) =>
        change.IsOpen(DeadlineKinds.EarlyReviewHeld) ? DeadlineKinds.EarlyReviewHeld
        : change.IsOpen(DeadlineKinds.RcpcFirst) ? DeadlineKinds.RcpcFirst
        : DeadlineKinds.RcpcLater;

    private static Rejected? WhyNotOther(ConferenceFacts conference, string? conferenceId) =>
        conferenceId is null || conferenceId == conference.Id
            ? null
            : CaseChange.Invalid("/data/conferenceId", "domain 3.2, E10", $"the conference that is booked is {conference.Id}");

    private static Rejected? WhyNotOn(CaseChange change, DateOnly day, string field)
    {
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            return Conference.AtWeekend(field);
        if (day > change.On.AddYears(1))
            return CaseChange.Invalid(field, "domain 3.2, E08", "must not be more than a year ahead; check the year");
        return day < change.State.Referral.ReceivedOn
            ? CaseChange.Invalid(field, "census rule 8615", "must not be before the referral")
            : null;
    }
}
