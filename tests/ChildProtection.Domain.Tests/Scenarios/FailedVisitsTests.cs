using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Visits;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Scenarios;

/// <summary>
/// Scenario S-B of domain 7.1 as far as visits, access and the early review go: two failed visits, a plan of action with the police, a
/// review brought forward.
/// </summary>
public sealed class FailedVisitsTests
{
    [Fact]
    [Obligation("S3-46"), Obligation("S3-47"), Obligation("S3-48"), Obligation("S3-67"), Obligation("S3-68")]
    public void WholeStory_HasEveryDateOfTheScenario()
    {
        var expected = new Timeline(CaseDriver.Open("2025-09-01 09:00"));
        expected
            .Due("referralDecision", "2025-09-02")
            .Raise("2025-09-02", Sample.Decision(ReferralOutcome.StrategyDiscussion))
            .Due("strategyDiscussion", "2025-09-03")
            .Due("assessment", "2025-11-03");
        expected.Raise("2025-09-03", Sample.Discussion()).Met("strategyDiscussion-1", "2025-09-03").Due("icpc", "2025-09-24");
        expected
            .Raise("2025-09-10", Sample.ConferenceNeeded())
            .Raise("2025-09-23", Sample.Plan("2025-10-03", "2025-12-22", "PHY"))
            .Met("icpc-1", "2025-09-23")
            .Due("cgFirst", "2025-10-07")
            .Due("rcpcFirst", "2025-12-23");
        Visits(expected);
        Access(expected);
        Review(expected);
    }

    private static void Visits(Timeline expected)
    {
        expected.Raise("2025-09-30", Sample.Visit()).Due("visit", "2025-10-14");
        expected.Raise("2025-10-03", Sample.CoreGroup(1, "2025-11-12")).Due("cgNotes", "2025-10-10").Due("cgSecond", "2025-11-14");
        expected.Case.AdvanceTo("2025-10-13 09:00");
        Assert.Equal(
            (CheckpointKind.Escalation, CaseDriver.Local("2025-10-13 09:00")),
            expected.Case.Owed("cgNotes").Checkpoints.Where(one => one.Tier == 1).Select(one => (one.Kind, one.FiredAt!.Value)).Single());
        expected.Raise("2025-10-13", new CoreGroupNotesCirculated()).MetLate("cgNotes-1", "2025-10-13", 3);
        expected.Raise("2025-10-14", Sample.Visit()).Met("visit-2", "2025-10-14").Due("visit", "2025-10-28").Due("visitCap", "2025-11-11");
    }

    private static void Access(Timeline expected)
    {
        var driver = expected.Case;
        expected.Raise("2025-10-28", Around.Failed(VisitFailure.Refused)).Due("failedVisitRetry", "2025-10-29");
        Assert.Equal(AccessStatus.FirstFailed, driver.State.Regions.Access.Status);
        expected.Raise("2025-10-29", Around.Failed()).Met("failedVisitRetry-1", "2025-10-29").Due("accessActionPlan", "2025-10-30");
        Assert.Equal(AccessStatus.AccessConcern, driver.State.Regions.Access.Status);
        Assert.Equal(["school", "leadSocialWorker", "teamManager", "conferenceChair"], driver.ToldOf("accessConcern"));
        // The negative test of the scenario: without the police it is no plan of action.
        Assert.Equal("/data/agreedWith", driver.Refuse("2025-10-30 10:00", Around.ActionPlan(true, "school")).Field);
        expected.Due("accessActionPlan", "2025-10-30");
        expected
            .Raise("2025-10-30", Around.ActionPlan(conference: true))
            .Met("accessActionPlan-1", "2025-10-30")
            .Due("earlyReviewDecision", "2025-10-31");
        Assert.Equal(AccessStatus.ActionPlanAgreed, driver.State.Regions.Access.Status);
    }

    private static void Review(Timeline expected)
    {
        var driver = expected.Case.AsChair("2025-10-31", Around.Granted("2025-11-11"));
        expected.Met("earlyReviewDecision-1", "2025-10-31").Due("earlyReviewHeld", "2025-11-14");
        Assert.Equal((DeadlineStatus.Superseded, Date("2025-12-23")), driver.Stands("rcpcFirst-1"));
        driver.AsChair("2025-11-11", Sample.Review(ConferenceDecision.End, NextPlan.Care));
        expected.Met("earlyReviewHeld-1", "2025-11-11").Stage(CaseStage.LookedAfter);
        Assert.Equal(
            (Date("2025-11-11"), AccessStatus.Normal, null),
            (driver.State.Plan!.EndedOn!.Value, driver.State.Regions.Access.Status, driver.State.Closure));
        Assert.DoesNotContain(driver.State.Deadlines, deadline => deadline.Kind is "rcpcFirst" or "visit" or "visitCap" or "cgSecond");
    }
}
