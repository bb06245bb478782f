using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Approvals;

/// <summary>
/// An approval without a deadline climbs by itself, and a manager who accepted a later day is asked again once it has passed (domain 3.5).
/// </summary>
public sealed class ApprovalStepsTests
{
    [Theory]
    [InlineData("2026-03-10 08:59", 0, Role.ServiceManager)]
    [InlineData("2026-03-10 09:00", 1, Role.ServiceManager)]
    [InlineData("2026-03-12 09:00", 2, Role.ServiceManager)]
    [InlineData("2026-03-17 08:59", 2, Role.ServiceManager)]
    [InlineData("2026-03-17 09:00", 3, Role.HeadOfService)]
    public void Fire_PlanEndingUnanswered_ClimbsInTheShortPattern(string until, int tier, Role role)
    {
        var approval = Of(Ending().AdvanceTo(until), ApprovalKind.PlanEndingWithoutConference);
        Assert.Equal((tier, role, Instant("2026-03-09T12:00:00Z")), (approval.Tier, approval.Role, approval.RequestedAt));
    }

    [Theory]
    [InlineData("2026-02-13 09:00", 1, Role.ConferenceChair)]
    [InlineData("2026-02-17 09:00", 2, Role.ServiceManager)]
    [InlineData("2026-02-20 09:00", 3, Role.HeadOfService)]
    public void Fire_ExclusionUnanswered_ClimbsFromTheChairToTheManagers(string until, int tier, Role role)
    {
        var approval = Of(Excluding().AdvanceTo(until), ApprovalKind.ParentExclusion);
        Assert.Equal((tier, role), (approval.Tier, approval.Role));
    }

    [Fact]
    public void Fire_EveryStep_IsAFactOfTheChronologyAndThenNoneIsLeft()
    {
        var driver = Excluding().AdvanceTo("2026-02-20 09:00");
        var facts = driver
            .Facts.Where(fact => fact.Type == "Escalation" && fact.Summary.StartsWith("A parent excluded", StringComparison.Ordinal))
            .ToArray();
        Assert.Equal(["Escalation", "Escalation", "Escalation"], facts.Select(fact => fact.Type));
        Assert.Equal(
            "A parent excluded from the conference of 24 Feb 2026: has waited for a decision since 12 Feb 2026; "
            + "we told the service manager",
            facts[1].Summary);
        Assert.Null(Of(driver, ApprovalKind.ParentExclusion).Steps);
        Assert.IsNotType<ApprovalStepSignal>(driver.State.NextCheckpoint());
    }

    [Fact]
    public void Fire_StepThatFiredOrWhoseApprovalEnded_IsIgnored()
    {
        var driver = Excluding();
        var step = new ApprovalStepSignal("approval-1", Instant("2026-02-13T09:00:00Z"));
        Assert.Equal(step.At, Of(driver, ApprovalKind.ParentExclusion).Steps![0].At);
        var fired = driver.AdvanceTo(step.At).State;
        Assert.IsType<Ignored>(CaseLifecycle.Decide(fired, step, CaseDriver.At(step.At)));
        driver.Raise(
            "2026-02-13",
            Deciding.On(Of(driver, ApprovalKind.ParentExclusion), ApprovalVerdict.Approve),
            actor: "chair.2",
            role: Role.ConferenceChair);
        Assert.Null(driver.Approvals()[0].Steps);
        Assert.IsType<Ignored>(
            CaseLifecycle.Decide(driver.State, step with { At = Instant("2026-02-17T09:00:00Z") }, CaseDriver.At(step.At)));
    }

    [Fact]
    public void Raise_WhatADeadlineLifts_HasNoStepsOfItsOwn() =>
        Assert.Null(SampleCases.Assessing().Raise("2026-02-06", Sample.Assessment(AssessmentConclusion.ChildInNeed)).Waiting().Steps);

    [Fact]
    public void Recovery_GoneByAfterTheLastTier_AsksAgainAtThatTierAndTheDateStays()
    {
        var driver = SampleCases
            .Referred()
            .AdvanceTo("2026-02-12 12:00")
            .Decide("2026-02-12", ApprovalVerdict.Approve, Role.HeadOfService, recoverBy: "2026-02-20");
        Assert.Empty(driver.AdvanceTo("2026-02-23 08:59").State.Approvals);

        var again = driver.AdvanceTo("2026-02-23 09:00").Waiting();

        Assert.Equal(
            ("approval-2", ApprovalKind.Escalation, 3, Role.HeadOfService, null),
            (again.Id, again.Kind, again.Tier, again.Role, again.RequestedBy));
        Assert.Equal(
            (Date("2026-02-03"), DeadlineStatus.Overdue), (driver.Owed("referralDecision").DueOn, driver.Owed("referralDecision").Status));
        Assert.Equal("Escalation", driver.Facts.Last().Type);
        Assert.Contains(
            "promised for 20 Feb 2026, and not done; we told the head of service",
            driver.Facts.Last().Summary,
            StringComparison.Ordinal);
        Assert.Empty(driver.State.Recoveries);
    }

    [Fact]
    public void Recovery_AcceptedAgainAndAgain_AsksAfterEachAndStaysBounded()
    {
        var driver = SampleCases.Referred().AdvanceTo("2026-02-12 12:00");
        foreach (var (on, until) in new[] { ("2026-02-12", "2026-02-13"), ("2026-02-16", "2026-02-17"), ("2026-02-18", "2026-02-19") })
            Assert.Single(driver.Decide(on, ApprovalVerdict.Approve, Role.HeadOfService, recoverBy: until).State.Recoveries);
        Assert.Equal(("approval-4", 3), (driver.AdvanceTo("2026-02-20 09:00").Waiting().Id, driver.Waiting().Tier));
    }

    [Fact]
    public void Recovery_GoneByBetweenTiers_AsksAtTheTierThatFiredAndClimbsOn()
    {
        var driver = SampleCases.Referred()
            .Decide("2026-02-05 10:00", ApprovalVerdict.Approve, Role.ServiceManager, recoverBy: "2026-02-06");
        Assert.Equal(
            ("approval-2", 2, Role.ServiceManager),
            (driver.AdvanceTo("2026-02-09 09:00").Waiting().Id, driver.Waiting().Tier, driver.Waiting().Role));
        Assert.Equal(("approval-2", 3), (driver.AdvanceTo("2026-02-11 09:00").Waiting().Id, driver.Waiting().Tier));
    }

    [Fact]
    public void Recovery_DutyDoneInTime_AsksNobody()
    {
        var driver = SampleCases.Referred().Decide("2026-02-12", ApprovalVerdict.Approve, Role.HeadOfService, recoverBy: "2026-02-20")
            .Raise("2026-02-19", Sample.Decision(ReferralOutcome.Assess), actor: "mgr.1", role: Role.TeamManager);
        Assert.Empty(driver.AdvanceTo("2026-02-24 12:00").State.Approvals);
        Assert.IsType<Ignored>(
            CaseLifecycle.Decide(
                driver.State,
                new RecoverySignal("referralDecision-1", Instant("2026-02-23T09:00:00Z")),
                CaseDriver.At(Instant("2026-02-23T09:00:00Z"))));
    }

    [Fact]
    public void Recovery_BeforeTheDueDate_WaitsUntilThatHasGoneBy()
    {
        // The conference is due on 26 February; its date after that is approved with an earlier day.
        var driver = SampleCases
            .ConferencePending()
            .Raise("2026-02-12", Sample.Booked("2026-02-27"), actor: "office.1", role: Role.BusinessSupport)
            .Raise("2026-02-12", Sample.ReportToParents())
            .Decide("2026-02-13", ApprovalVerdict.Approve, Role.TeamManager, recoverBy: "2026-02-20");
        Assert.Empty(driver.AdvanceTo("2026-02-27 08:59").State.Approvals);
        Assert.Equal(1, Assert.Single(driver.AdvanceTo("2026-02-27 09:00").State.Approvals).Tier);
    }

    private static CaseDriver Ending() =>
        SampleCases
            .OutlinePlan()
            .Raise("2026-02-25", new DecisionLetterSent())
            .Raise("2026-03-06", Sample.CoreGroup(versionAgreed: 1, "2026-04-15"))
            .Raise(
                "2026-03-09",
                new PlanEnded
                {
                    Reason = PlanEndReason.Transferred,
                    NextPlan = NextPlan.None,
                    AgenciesConsulted = ["csc", "school"],
                },
                actor: "mgr.1",
                role: Role.TeamManager);

    private static CaseDriver Excluding() =>
        SampleCases
            .ConferencePending()
            .Raise(
                "2026-02-12",
                Sample.Booked("2026-02-24") with
                {
                    ExcludedParents = Sample.Words,
                },
                actor: "office.1",
                role: Role.BusinessSupport);

    private static Approval Of(CaseDriver driver, ApprovalKind kind) =>
        Assert.Single(driver.State.Approvals, approval => approval.Kind == kind);
}
