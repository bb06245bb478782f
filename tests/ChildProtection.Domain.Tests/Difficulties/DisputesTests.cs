using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Difficulties;

/// <summary>
/// E31: a dispute between agencies goes through four stages and never suspends the plan. Monday 16 March 2026 is the day it is raised.
/// </summary>
public sealed class DisputesTests
{
    private static CaseDriver Raised =>
        SampleCases.PlanActive().Raise("2026-03-16", Around.Dispute(), actor: "agency/school", role: Role.Agency);

    [Fact]
    [Obligation("S3-69")]
    public void Stages_NotResolved_GoOnToTheNextWithItsOwnDate()
    {
        var driver = Raised;
        Assert.Equal(
            (Date("2026-03-18"), "dispute-1", "leadSocialWorker"),
            (driver.Owed("disputeStage1").DueOn, driver.Owed("disputeStage1").Subject, driver.Owed("disputeStage1").Responsible));
        Assert.Equal(["school", "leadSocialWorker"], driver.ToldOf("disputeStage"));
        driver.Raise("2026-03-17", Around.Outcome(resolved: false));
        Assert.Equal((DeadlineStatus.Met, Date("2026-03-24")), (driver.Get("disputeStage1-1").Status, driver.Owed("disputeStage2").DueOn));
        Assert.Equal(["school", "leadSocialWorker", "teamManager"], driver.ToldOf("disputeStage"));
        driver.AsManager("2026-03-24", Around.Outcome(resolved: false));
        Assert.Equal(Date("2026-03-26"), driver.Owed("disputeStage3").DueOn);
        driver.Raise("2026-03-26", Around.Outcome(resolved: false), role: Role.ServiceManager);
        Assert.Equal(Date("2026-04-02"), driver.Owed("disputeStage4").DueOn);
        driver.Raise("2026-04-01", Around.Outcome(resolved: true), role: Role.HeadOfService);
        Assert.Empty(driver.State.Regions.Disputes);
        Assert.Equal(["school", "leadSocialWorker", "teamManager"], driver.ToldOf("disputeResolved"));
    }

    [Fact]
    public void Stage_Overdue_PassesOnByItself()
    {
        var driver = Raised.AdvanceTo("2026-03-19 00:00");
        Assert.Equal(
            (DeadlineStatus.Superseded, Date("2026-03-25")), (driver.Get("disputeStage1-1").Status, driver.Owed("disputeStage2").DueOn));
        Assert.Equal(
            [DeadlineChangeKind.Overdue, DeadlineChangeKind.Superseded, DeadlineChangeKind.Opened],
            driver.Accepted[^1].Deadlines.Select(one => one.Change));
        Assert.Contains("teamManager", driver.ToldOf("disputeStage"));
        driver.AdvanceTo("2026-04-07 00:00");
        Assert.Equal((4, Date("2026-04-07")), (driver.State.Regions.Disputes[0].Stage, driver.Owed("disputeStage4").DueOn));
        // The last stage has no next one: it stays owed and escalates.
        Assert.Equal(
            (DeadlineStatus.Overdue, 1),
            (driver.AdvanceTo("2026-04-08 09:00").Owed("disputeStage4").Status, driver.Owed("disputeStage4").Tier));
    }

    [Fact]
    public void Stage_IsDecidedByItsOwnerOrAbove()
    {
        var driver = Raised.Raise("2026-03-17", Around.Outcome(resolved: false));
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-03-18", Around.Outcome(resolved: true)).Kind);
        Assert.Empty(driver.Raise("2026-03-18", Around.Outcome(resolved: true), role: Role.ServiceManager).State.Regions.Disputes);
    }

    [Fact]
    [Obligation("S3-05")]
    public void LastStage_NotResolved_MakesAnEarlyReviewMandatory()
    {
        var driver = Raised;
        foreach (var day in (string[])["2026-03-17", "2026-03-18", "2026-03-19", "2026-03-20"])
            driver.Raise(day, Around.Outcome(resolved: false), role: Role.HeadOfService);
        Assert.Empty(driver.State.Regions.Disputes);
        Assert.Equal(
            (EarlyReviewStatus.Requested, true), (driver.State.Regions.EarlyReview.Status, driver.State.Regions.EarlyReview.Mandatory));
        Assert.Equal(
            RejectionKind.NotAllowed, driver.Refuse("2026-03-23", Around.Refused(), actor: "chair.1", role: Role.ConferenceChair).Kind);
    }

    [Fact]
    public void Dispute_NeverSuspendsThePlan()
    {
        var before = SampleCases.PlanActive();
        var driver = Raised.AdvanceTo("2026-03-31");
        Assert.Equal(CaseStage.PlanActive, driver.Stage);
        Assert.All(before.State.Deadlines, deadline => Assert.Equal(deadline.DueOn, driver.Get(deadline.Id).DueOn));
        Assert.Equal(DeadlineStatus.Met, driver.Raise("2026-04-15", Sample.CoreGroup()).Get("cgSecond-1").Status);
    }

    [Fact]
    public void Several_AreToldApart_AndBounded()
    {
        var driver = Raised.Raise("2026-03-17", Around.Dispute("health"));
        Assert.Equal([Date("2026-03-18"), Date("2026-03-19")], driver.AllDue("disputeStage1"));
        Assert.Equal("/data/disputeId", driver.Refuse("2026-03-17", Around.Outcome(resolved: true)).Field);
        driver.Raise("2026-03-17", Around.Outcome(resolved: true, id: "dispute-2"));
        Assert.Equal("dispute-1", Assert.Single(driver.State.Regions.Disputes).Id);
        for (var number = 3; number <= 6; number++)
            driver.Raise("2026-03-17", Around.Dispute());
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-03-17", Around.Dispute()).Kind);
        Assert.Equal(
            "/data/agencies",
            SampleCases
                .PlanActive()
                .Refuse("2026-03-17", Around.Dispute([.. Enumerable.Range(1, 11).Select(number => $"agency-{number}")]))
                .Field);
    }

    [Fact]
    public void Outcome_OfAnEarlierStageRecordedLate_ChangesNothing()
    {
        var driver = Raised
            .AdvanceTo("2026-03-19")
            .Raise("2026-03-20", Around.Outcome(resolved: false), occurredOn: "2026-03-17", role: Role.HeadOfService);
        Assert.Equal(2, driver.State.Regions.Disputes[0].Stage);
        Assert.NotEmpty(driver.Warnings);
        Assert.Empty(
            driver
                .Raise("2026-03-20 14:00", Around.Outcome(resolved: true), occurredOn: "2026-03-17", role: Role.HeadOfService)
                .State.Regions.Disputes);
    }
}
