using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Visits;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Visits;

/// <summary>Domain 3.6 B, access difficulty. The plan began on 24 February 2026.</summary>
public sealed class VisitAccessTests
{
    private static CaseDriver Plan => SampleCases.PlanActive();

    private static CaseDriver Concern =>
        Plan.Raise("2026-03-10", Around.Failed()).Raise("2026-03-11 15:00", Around.Failed(VisitFailure.Refused));

    [Fact]
    [Obligation("S3-68")]
    public void FirstFailure_IsTriedAgainWithinAWorkingDay()
    {
        var driver = Plan.Raise("2026-03-10", Around.Failed());
        Assert.Equal((AccessStatus.FirstFailed, 1), (driver.State.Regions.Access.Status, driver.State.Regions.Access.FailedVisits));
        Assert.Equal(Date("2026-03-11"), driver.Owed("failedVisitRetry").DueOn);
        Assert.Equal(["leadSocialWorker"], driver.ToldOf("visitFailed"));
        Assert.Equal(("visit-1", Date("2026-03-10")), (driver.Owed("visit").Id, driver.Owed("visit").DueOn));
        Assert.Equal(DeadlineStatus.Met, driver.Raise("2026-03-11", Around.Failed()).Get("failedVisitRetry-1").Status);
    }

    [Fact]
    public void FirstFailure_NotTriedAgain_EscalatesAtTheEndOfTheDay()
    {
        var driver = Plan.Raise("2026-03-10", Around.Failed()).AdvanceTo("2026-03-12 00:00");
        Assert.Equal((DeadlineStatus.Overdue, 1), (driver.Owed("failedVisitRetry").Status, driver.Owed("failedVisitRetry").Tier));
    }

    [Fact]
    [Obligation("S3-46"), Obligation("S3-67")]
    public void SecondFailureInARow_IsAConcernAndTellsEveryoneTheSameDay()
    {
        var driver = Concern;
        Assert.Equal(AccessStatus.AccessConcern, driver.State.Regions.Access.Status);
        Assert.Equal(Date("2026-03-12"), driver.Owed("accessActionPlan").DueOn);
        Assert.Equal(["school", "leadSocialWorker", "teamManager", "conferenceChair"], driver.ToldOf("accessConcern"));
        // The reminder of the plan of action goes out with the same moment, to the same people.
        var atOnce = driver.Owed("accessActionPlan").Checkpoints[0];
        Assert.Equal((CheckpointKind.Reminder, CaseDriver.Local("2026-03-11 15:00")), (atOnce.Kind, atOnce.At));
        Assert.Equal(["leadSocialWorker", "teamManager", "conferenceChair", "coreGroup"], atOnce.To);
        driver.AdvanceTo("2026-03-11 15:00");
        Assert.Equal(["leadSocialWorker", "teamManager", "conferenceChair", "school"], driver.ToldOf("reminder"));
    }

    [Fact]
    public void Concern_WithoutPlanOfAction_EscalatesToTheSecondTierAsItFallsDue()
    {
        var driver = Concern.AdvanceTo("2026-03-13 00:00");
        var fired = driver
            .Owed("accessActionPlan")
            .Checkpoints.Where(one => one.Kind == CheckpointKind.Escalation)
            .Select(one => $"{one.Tier} {one.At:MM-dd HH:mm} {one.FiredAt is not null} {string.Join(',', one.To)}");
        Assert.Equal(["2 03-13 00:00 True serviceManager,policeLead", "3 03-17 09:00 False headOfService"], fired);
    }

    [Fact]
    public void Concern_RecordedTooLateToTellAtOnce_StillTellsEveryone()
    {
        var driver = Plan.Raise("2026-03-16", Around.Failed(), occurredOn: "2026-03-10")
            .Raise("2026-03-16 13:00", Around.Failed(), occurredOn: "2026-03-11");
        Assert.Equal(["school", "leadSocialWorker", "teamManager", "conferenceChair"], driver.ToldOf("accessConcern"));
        Assert.DoesNotContain(driver.Owed("accessActionPlan").Checkpoints, one => one.Kind == CheckpointKind.Reminder);
    }

    [Theory]
    [InlineData("school,health", "/data/agreedWith")]
    [InlineData("policeman", "/data/agreedWith")]
    [Obligation("S3-47")]
    public void ActionPlan_WithoutPolice_IsRefusedAndStaysOwed(string agencies, string field)
    {
        var driver = Concern;
        Assert.Equal(field, driver.Refuse("2026-03-12", Around.ActionPlan(false, agencies.Split(','))).Field);
        Assert.Equal("/data/coreGroupAgreed", driver.Refuse("2026-03-12", Around.ActionPlan() with { CoreGroupAgreed = false }).Field);
        Assert.Equal("/occurredOn", driver.Refuse("2026-03-12", Around.ActionPlan(), "2026-03-10").Field);
        Assert.True(driver.State.Has("accessActionPlan"));
        Assert.Equal(AccessStatus.AccessConcern, driver.State.Regions.Access.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Obligation("S3-48")]
    public void ActionPlan_SaysWhetherTheReviewIsBroughtForward(bool conference)
    {
        var driver = Concern.Raise("2026-03-12", Around.ActionPlan(conference, "police-west", "school"));
        Assert.Equal(
            (DeadlineStatus.Met, AccessStatus.ActionPlanAgreed),
            (driver.Get("accessActionPlan-1").Status, driver.State.Regions.Access.Status));
        Assert.Equal(conference, driver.State.Has("earlyReviewDecision"));
        Assert.Contains("police-west", driver.ToldOf("accessActionPlanAgreed"));
    }

    [Fact]
    public void ActionPlan_NoConcern_IsNotAllowed() =>
        Assert.Equal(RejectionKind.NotAllowed, Plan.Raise("2026-03-10", Around.Failed()).Refuse("2026-03-11", Around.ActionPlan()).Kind);

    [Fact]
    public void AnotherFailure_AfterThePlanOfAction_AsksForAnotherOne()
    {
        var driver = Concern.Raise("2026-03-12", Around.ActionPlan()).Raise("2026-03-13", Around.Failed());
        Assert.Equal(
            (AccessStatus.AccessConcern, Date("2026-03-16")), (driver.State.Regions.Access.Status, driver.Owed("accessActionPlan").DueOn));
    }

    [Fact]
    public void ChildSeen_EndsEverything()
    {
        var driver = Concern.Raise("2026-03-12", Sample.Visit());
        Assert.Equal((AccessStatus.Normal, 0), (driver.State.Regions.Access.Status, driver.State.Regions.Access.FailedVisits));
        Assert.Equal(DeadlineStatus.Cancelled, driver.Get("accessActionPlan-1").Status);
        Assert.Equal(AccessStatus.FirstFailed, driver.Raise("2026-03-13", Around.Failed()).State.Regions.Access.Status);
        Assert.Equal(DeadlineStatus.Met, driver.Raise("2026-03-13 15:00", Sample.Visit()).Get("failedVisitRetry-2").Status);
    }

    [Fact]
    public void ChildSeen_BetweenTwoFailures_LeavesTheLaterOneFirst()
    {
        // Failed on the 10th and 12th; that the child was seen on the 11th is recorded last.
        var driver = Plan.Raise("2026-03-10", Around.Failed())
            .Raise("2026-03-12", Around.Failed())
            .Raise("2026-03-12 16:00", Sample.Visit(), occurredOn: "2026-03-11");
        Assert.Equal((AccessStatus.FirstFailed, 1), (driver.State.Regions.Access.Status, driver.State.Regions.Access.FailedVisits));
        Assert.Equal(DeadlineStatus.Cancelled, driver.Get("accessActionPlan-1").Status);
        Assert.Equal(Date("2026-03-13"), driver.Owed("failedVisitRetry").DueOn);
    }

    [Fact]
    public void AdultSeenButChildNot_IsAFailedVisit()
    {
        var driver = Plan.Raise("2026-03-10", Sample.Visit(seen: false));
        Assert.Equal(AccessStatus.FirstFailed, driver.State.Regions.Access.Status);
        Assert.Equal(
            AccessStatus.AccessConcern, driver.Raise("2026-03-11", Around.Failed(VisitFailure.AdultSeenOnly)).State.Regions.Access.Status);
    }

    [Fact]
    public void Failure_OfAnotherPurposeOrBeforeTheChildWasSeen_DoesNotCount()
    {
        var driver = Plan.Raise("2026-03-10", Around.Failed() with { Purpose = VisitPurpose.Other });
        Assert.Equal(AccessStatus.Normal, driver.State.Regions.Access.Status);
        driver.Raise("2026-03-12", Sample.Visit()).Raise("2026-03-13", Around.Failed(), occurredOn: "2026-03-11");
        Assert.Equal(AccessStatus.Normal, driver.State.Regions.Access.Status);
        Assert.NotEmpty(driver.Warnings);
    }

    [Fact]
    public void Attempt_SaysThatEarlierOnesWereNotRecorded()
    {
        Assert.Equal("/data/attempt", Plan.Refuse("2026-03-10", Around.Failed() with { Attempt = 0 }).Field);
        Assert.Equal(
            AccessStatus.AccessConcern, Plan.Raise("2026-03-10", Around.Failed() with { Attempt = 2 }).State.Regions.Access.Status);
    }

    [Fact]
    public void DifficultyReported_IsAConcernWithoutAFailedVisit()
    {
        var driver = Plan.Raise("2026-03-10", Around.Difficult() with { OnBehalfOf = Around.Mother });
        Assert.Equal(
            (AccessStatus.AccessConcern, Date("2026-03-11")), (driver.State.Regions.Access.Status, driver.Owed("accessActionPlan").DueOn));
        Assert.Contains("conferenceChair", driver.ToldOf("accessConcern"));
        Assert.Equal("accessActionPlan-1", driver.Raise("2026-03-11", Around.Difficult()).Owed("accessActionPlan").Id);
        Assert.Equal(AccessStatus.Normal, driver.Raise("2026-03-11 16:00", Sample.Visit()).State.Regions.Access.Status);
        Assert.Equal(
            "/data/onBehalfOf",
            Plan.Refuse(
                "2026-03-10",
                Around.Difficult() with
                {
                    OnBehalfOf = Around.Mother,
                },
                actor: "agency/school",
                role: Role.Agency
            ).Field);
    }

    [Fact]
    public void PlanEnds_ConcernEnds()
    {
        var driver = Concern.AsChair("2026-03-12", Sample.Review(ConferenceDecision.End, NextPlan.Care));
        Assert.Equal(AccessStatus.Normal, driver.State.Regions.Access.Status);
        Assert.False(driver.State.Has("accessActionPlan"));
    }
}
