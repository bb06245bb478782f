using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Scenarios;

/// <summary>
/// Scenario S-A of domain 7.1: neglect, everything on time, step-down to Child in Need. The whole life of one case, typed from the table.
/// </summary>
public sealed class NeglectStepDownTests
{
    [Fact]
    [Obligation("S0-41"), Obligation("S2-27"), Obligation("S2-28"), Obligation("S2-29"), Obligation("S2-30")]
    public void WholeCase_EverythingOnTime_HasEveryDateAndStateOfTheScenario()
    {
        var expected = new Timeline(CaseDriver.Open("2026-02-02 10:15"));
        ToConference(expected);
        OutlineToReview(expected);
        ReviewToStepDown(expected);
        StepDownToClosure(expected);
        NothingWasLate(expected.Case);
        NineInTheMorning(expected.Case);
    }

    private static void ToConference(Timeline expected)
    {
        expected.Stage(CaseStage.Referred).Due("referralDecision", "2026-02-03");
        expected
            .Raise("2026-02-03 08:30", Sample.Decision(ReferralOutcome.Assess))
            .Raise("2026-02-03", new AssessmentStarted())
            .Met("referralDecision-1", "2026-02-03")
            .Stage(CaseStage.Assessing)
            .Due("assessment", "2026-04-08");
        expected
            .Raise("2026-02-04", Sample.Concern())
            .Stage(CaseStage.StrategyPending)
            .Due("strategyDiscussion", "2026-02-05")
            .Due("assessment", "2026-04-08");
        expected
            .Raise("2026-02-05", Sample.Discussion())
            .Met("strategyDiscussion-1", "2026-02-05")
            .Stage(CaseStage.Section47)
            .Due("icpc", "2026-02-26");
        Assert.Equal(Date("2026-02-05"), expected.Case.State.Enquiry!.StartedOn);
        expected.Raise("2026-02-11", Sample.ConferenceNeeded()).Stage(CaseStage.ConferencePending);
        expected
            .Raise("2026-02-12", Sample.Booked("2026-02-24"))
            .Stage(CaseStage.ConferencePending)
            .Due("reportToParentsBeforeIcpc", "2026-02-20");
        expected.Raise("2026-02-20", Sample.ReportToParents()).Met("reportToParentsBeforeIcpc-1", "2026-02-20");
    }

    private static void OutlineToReview(Timeline expected)
    {
        expected
            .Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20"))
            .Met("icpc-1", "2026-02-24")
            .Stage(CaseStage.OutlinePlan)
            .Due("decisionLetter", "2026-02-25")
            .Due("conferenceRecord", "2026-03-17")
            .Due("cgFirst", "2026-03-10")
            .Due("visit", "2026-03-10")
            .Due("visitCap", "2026-03-24")
            .Due("rcpcFirst", "2026-05-24", scheduleBy: "2026-05-22")
            .Due("longPlanAlerts", "2028-02-24");
        var plan = expected.Case.State.Plan!;
        Assert.Equal(
            (1, 0, Date("2026-02-24"), "NEG", "NEG"), (plan.Number, plan.Version, plan.StartedOn, plan.InitialCategory, plan.Category));
        Assert.Equal((0, "sw.1"), (expected.Case.State.PreviousPlans, expected.Case.State.LeadSocialWorker));

        expected.Due("acceptance", "school", Date("2026-03-03")).Due("acceptance", "parent-1", Date("2026-03-03"));
        expected.Case.SignedOff("2026-02-24 15:00");
        expected.Raise("2026-02-25", new DecisionLetterSent()).Met("decisionLetter-1", "2026-02-25");
        expected
            .Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-15", "2026-05-27"))
            .Met("cgFirst-1", "2026-03-06")
            .Stage(CaseStage.PlanActive)
            .Due("cgNotes", "2026-03-13")
            .Due("cgSecond", "2026-04-17");
        Assert.Equal(1, expected.Case.State.Plan!.Version);
        expected
            .Due("acceptance", "school", Date("2026-03-13"))
            .Due("acceptance", "parent-1", Date("2026-03-13"))
            .Due("childVersionGiven", "2026-03-13");
        expected.Case.SignedOff("2026-03-06 15:00");
        expected
            .Raise("2026-03-09", Sample.Visit(place: VisitPlace.School))
            .Met("visit-1", "2026-03-09")
            .Met("visitCap-1", "2026-03-09")
            .Due("visit", "2026-03-23");
        expected.Raise("2026-03-12", new CoreGroupNotesCirculated()).Met("cgNotes-1", "2026-03-12");
        expected.Raise("2026-03-17", new ConferenceRecordIssued()).Met("conferenceRecord-1", "2026-03-17");
        expected.Raise("2026-03-20", Sample.Visit()).Met("visit-2", "2026-03-20").Due("visit", "2026-04-07");
        expected.Raise("2026-04-02", Sample.Assessment(AssessmentConclusion.ChildInNeed, "18B")).Due("assessmentCounterSign", "2026-04-09");
        expected.Raise("2026-04-07", Sample.Visit()).Met("visit-3", "2026-04-07");
        expected
            .Raise("2026-04-07 13:00", new AssessmentCounterSigned(), "mgr.1")
            .Met("assessmentCounterSign-1", "2026-04-07")
            .Met("assessment-1", "2026-04-07")
            .Stage(CaseStage.PlanActive);
        expected
            .Raise("2026-04-15", Sample.CoreGroup())
            .Met("cgSecond-1", "2026-04-15")
            .Due("cgNotes", "2026-04-22")
            .Due("cgLaterBeforeFirstReview", "2026-05-27");
        expected.Raise("2026-04-21", Sample.Visit()).Raise("2026-04-22", new CoreGroupNotesCirculated()).Met("cgNotes-2", "2026-04-22");
    }

    private static void ReviewToStepDown(Timeline expected)
    {
        expected.Raise("2026-04-28", Sample.Booked("2026-05-20")).Due("reportToParentsBeforeRcpc", "2026-05-13");
        expected
            .Raise("2026-05-05", Sample.Visit())
            .Raise("2026-05-13", Sample.ReportToParents())
            .Met("reportToParentsBeforeRcpc-1", "2026-05-13");
        expected
            .Raise("2026-05-19", Sample.Visit())
            .Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue))
            .Met("rcpcFirst-1", "2026-05-20")
            .Stage(CaseStage.PlanActive)
            .Due("rcpcLater", "2026-11-20")
            .Due("cgLaterBeforeFirstReview", "2026-05-27");
        expected.Raise("2026-05-21", new DecisionLetterSent());
        string[] visits =
        [
            "2026-06-02",
            "2026-06-16",
            "2026-06-30",
            "2026-07-14",
            "2026-07-28",
            "2026-08-11",
            "2026-08-25",
            "2026-09-08",
            "2026-09-22",
            "2026-10-06",
            "2026-10-20",
            "2026-11-03",
        ];
        string[] coreGroups = ["2026-05-27", "2026-07-08", "2026-08-19", "2026-09-30", "2026-11-11"];
        var rest = visits.Select(on => (On: on, Data: (CaseEvent)Sample.Visit()))
            .Concat(coreGroups.Select(on => (On: on, Data: (CaseEvent)Sample.CoreGroup(null, on))))
            .Concat(
                coreGroups.Select(on =>
                    (On: Date(on).AddDays(2).ToString("yyyy-MM-dd", null), Data: (CaseEvent)new CoreGroupNotesCirculated())))
            .Append(("2026-06-11", new ConferenceRecordIssued()))
            .Append(("2026-10-27", Sample.Booked("2026-11-17")))
            .Append(("2026-11-10", Sample.ReportToParents()));
        foreach (var (on, data) in rest.OrderBy(one => one.On, StringComparer.Ordinal))
            expected.Raise(on, data).Stage(CaseStage.PlanActive);
        expected.Met("cgLaterBeforeFirstReview-1", "2026-05-27").Due("cgLaterAfterFirstReview", "2026-12-23").Due("visit", "2026-11-17");

        expected
            .Raise("2026-11-17", Sample.Review(ConferenceDecision.End, NextPlan.ChildInNeed))
            .Met("rcpcLater-1", "2026-11-17")
            .Stage(CaseStage.StepDownCin)
            .Due("endNotification", "2026-11-18")
            .Due("cinReview", "2026-12-15");
        Assert.Equal(Date("2026-11-17"), expected.Case.State.Plan!.EndedOn);
        Assert.Equal(Date("2026-11-17"), expected.Case.State.CinPlan!.StartedOn);
        Assert.Equal(
            ["cinReview", "conferenceRecord", "decisionLetter", "endNotification"],
            expected.Case.State.Deadlines.Select(deadline => deadline.Kind).Order(StringComparer.Ordinal));
        foreach (var id in (string[])["visit-19", "visitCap-19", "cgLaterAfterFirstReview-5", "longPlanAlerts-1"])
            Assert.Equal(DeadlineStatus.Cancelled, expected.Case.Get(id).Status);
    }

    private static void StepDownToClosure(Timeline expected)
    {
        expected
            .Raise("2026-11-18", new EndNoticesSent())
            .Met("endNotification-1", "2026-11-18")
            .Raise("2026-11-18", new DecisionLetterSent());
        expected.Raise("2026-12-08", new ConferenceRecordIssued()).Met("conferenceRecord-3", "2026-12-08");
        expected
            .Raise("2026-12-15", new CinPlanReviewed())
            .Met("cinReview-1", "2026-12-15")
            .Raise("2027-01-15", new CinPlanReviewed())
            .Raise("2027-02-12", new CinPlanReviewed());
        expected.Raise("2027-02-26", new CinPlanEnded { Reason = Sample.Words }).Stage(CaseStage.Closed);
        Assert.Equal(new CaseClosure(Date("2027-02-26"), CaseOutcome.StepDownEnded, "RC7"), expected.Case.State.Closure);
        Assert.Equal(Date("2027-02-26"), expected.Case.State.CinPlan!.EndedOn);
        Assert.True(expected.Case.State.Finished);
    }

    private static void NothingWasLate(CaseDriver finished)
    {
        Assert.All(
            finished.Ended,
            deadline =>
                Assert.True(deadline.Status is DeadlineStatus.Met or DeadlineStatus.Cancelled, $"{deadline.Id} is {deadline.Status}"));
        Assert.DoesNotContain(finished.Facts, fact => fact.Type is "Overdue" or "Escalation");
    }

    private static void NineInTheMorning(CaseDriver finished)
    {
        var reminders = finished
            .Ended.SelectMany(deadline => deadline.Checkpoints)
            .Where(checkpoint => checkpoint.FiredAt is not null)
            .ToArray();
        Assert.NotEmpty(reminders);
        Assert.All(
            reminders,
            reminder =>
                Assert.Equal(
                    (CheckpointKind.Reminder, new TimeOnly(9, 0)),
                    (reminder.Kind, CaseDriver.At(default).Profile.Zone.TimeOf(reminder.FiredAt!.Value))));
        // The morning of the due day of the report to the parents: 09:00 GMT in February, 08:00Z in May.
        Assert.Equal(Instant("2026-02-20T09:00:00Z"), finished.Get("reportToParentsBeforeIcpc-1").Checkpoints[0].FiredAt);
        Assert.Equal(Instant("2026-05-13T08:00:00Z"), finished.Get("reportToParentsBeforeRcpc-1").Checkpoints[0].FiredAt);
    }
}
