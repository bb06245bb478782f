using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Scenarios;

/// <summary>
/// Scenario S-D of domain 7.1: three children, an inquorate and a rescheduled conference, and a decision for each. Every date is typed from
/// the table.
/// </summary>
public sealed class SiblingGroupTests
{
    [Fact]
    public void WholeGroup_EachChildItsOwnDecision_HasEveryDateOfTheScenario()
    {
        Timeline d1 = Adjourned("2012-11-03"), d2 = Adjourned("2017-06-01"), d3 = Adjourned("2023-04-04");
        foreach (var child in (Timeline[])[d1, d2, d3])
        {
            child.Case.AdvanceTo("2026-04-21 09:00");
            Assert.Equal(
                (DeadlineStatus.Overdue, 1, Date("2026-04-20")),
                (child.Case.Owed("icpc").Status, child.Case.Owed("icpc").Tier, child.Case.Owed("icpc").DueOn));
        }

        d1.Raise("2026-04-22", Sample.Plan("2026-05-05", "2026-07-14", "EMO")).Stage(CaseStage.OutlinePlan);
        d2.Raise("2026-04-22", Sample.Plan("2026-05-05", "2026-07-14", "EMO", "PHY")).Stage(CaseStage.OutlinePlan);
        d3.Raise("2026-04-22", Sample.Initial(ConferenceDecision.ChildInNeed)).Stage(CaseStage.StepDownCin).Due("cinReview", "2026-05-21");
        Assert.Equal(("EMO", "MUL", null), (d1.Case.State.Plan!.Category, d2.Case.State.Plan!.Category, d3.Case.State.Plan));
        Assert.Equal(Date("2026-04-22"), d3.Case.State.Enquiry!.ConferenceOn);
        foreach (var child in (Timeline[])[d1, d2, d3])
            child.MetLate("icpc-1", "2026-04-22", 2);

        foreach (var child in (Timeline[])[d1, d2])
        {
            child.Due("cgFirst", "2026-05-07").Due("rcpcFirst", "2026-07-22");
            child
                .Raise("2026-05-05", Sample.CoreGroup(1, "2026-06-16"))
                .Met("cgFirst-1", "2026-05-05")
                .Due("cgNotes", "2026-05-12")
                .Due("cgSecond", "2026-06-16");
        }

        d1.Raise("2026-07-14", Sample.Review(ConferenceDecision.End, NextPlan.ChildInNeed))
            .Stage(CaseStage.StepDownCin)
            .Due("cinReview", "2026-08-11");
        d2.Raise("2026-07-14", Sample.Review(ConferenceDecision.Continue))
            .Stage(CaseStage.OutlinePlan == d2.Case.Stage ? CaseStage.OutlinePlan : CaseStage.PlanActive)
            .Due("rcpcLater", "2027-01-14");
        Assert.Equal((Date("2026-07-14"), Date("2026-07-14")), (d1.Case.State.Plan!.EndedOn!.Value, d1.Case.State.CinPlan!.StartedOn));
    }

    /// <summary>To the conference of 17 April, to which only social care and the police came, and its date of 22 April.</summary>
    private static Timeline Adjourned(string born)
    {
        var referral = Sample.Referral();
        var expected = new Timeline(
            CaseDriver.Open(
                "2026-03-16 10:00",
                referral: referral with
                {
                    ReferralSource = "6",
                    Family = "F-D",
                    Child = referral.Child with { DateOfBirth = Date(born) },
                }));
        expected
            .Due("referralDecision", "2026-03-17")
            .Raise("2026-03-17", Sample.Decision(ReferralOutcome.Assess), "mgr.1")
            .Due("assessment", "2026-05-21");
        expected.Raise("2026-03-25", Sample.Concern()).Raise("2026-03-26", Sample.Discussion()).Due("icpc", "2026-04-20");
        expected.Raise("2026-04-09", Sample.ConferenceNeeded()).Raise("2026-04-10", Sample.Booked("2026-04-17"));
        Assert.Equal(
            "domain 2.3, quorum",
            expected
                .Case.Refuse(
                    "2026-04-17",
                    Sample.Plan("2026-05-05", "2026-07-14") with
                    {
                        Quorate = null,
                        Attendance = Sample.Present("csc", "police"),
                    })
                .Rule);
        expected.Raise("2026-04-17", new ConferenceInquorate { PresentAgencies = ["csc", "police"], Decision = InquorateDecision.Adjourn });
        expected.Raise("2026-04-17", new ConferenceRescheduled { NewOn = Date("2026-04-22") }).Due("icpc", "2026-04-20");
        Assert.Contains(expected.Case.State.Approvals, approval => approval.Kind == ApprovalKind.ConferenceOutOfTime);
        Assert.Contains(expected.Case.Warnings, warning => warning.StartsWith("Confirm the new date in writing", StringComparison.Ordinal));
        return expected;
    }
}
