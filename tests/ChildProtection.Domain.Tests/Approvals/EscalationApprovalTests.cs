using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Approvals;

/// <summary>An overdue deadline asks its tier's manager, climbs while nobody answers, and its date never moves (domain 3.5).</summary>
public sealed class EscalationApprovalTests
{
    private static readonly DateOnly DueOn = Date("2026-02-03");

    [Theory]
    [InlineData("2026-02-04 08:59", 0, null)]
    [InlineData("2026-02-04 09:00", 1, Role.ServiceManager)]
    [InlineData("2026-02-06 09:00", 2, Role.ServiceManager)]
    [InlineData("2026-02-11 09:00", 3, Role.HeadOfService)]
    public void Fire_Escalation_RaisesOneApprovalThatClimbs(string until, int tier, Role? role)
    {
        var driver = SampleCases.Referred().AdvanceTo(until);
        if (role is null)
        {
            Assert.Empty(driver.State.Approvals);
            return;
        }

        var approval = driver.Waiting();
        Assert.Equal(("approval-1", ApprovalKind.Escalation, tier, role), (approval.Id, approval.Kind, approval.Tier, approval.Role));
        Assert.Equal((Instant("2026-02-04T09:00:00Z"), null), (approval.RequestedAt, approval.RequestedBy));
        Assert.Equal(("referralDecision-1", (DateOnly?)DueOn), (approval.About.DeadlineId, approval.About.DueOn));
        Assert.Equal(driver.Owed("referralDecision").Explanation, approval.Rule);
    }

    [Fact]
    public void Fire_LongPattern_GoesFromTheManagerToTheHeadOfServiceAndStaysThere()
    {
        var driver = SampleCases.Assessing().AdvanceTo("2026-04-09 12:00");
        Assert.Equal((1, Role.TeamManager), (driver.Waiting().Tier, driver.Waiting().Role));
        driver.AdvanceTo("2026-04-16 12:00");
        Assert.Equal((2, Role.HeadOfService), (driver.Waiting().Tier, driver.Waiting().Role));
        driver.AdvanceTo("2026-05-30 12:00");
        Assert.Equal((3, Role.HeadOfService), (driver.Waiting().Tier, driver.Waiting().Role));
    }

    [Fact]
    public void Decide_ApprovedWithARecoveryDate_AsksAgainOnlyAfterThatDay()
    {
        var driver = SampleCases.Referred()
            .Decide("2026-02-05 10:00", ApprovalVerdict.Approve, Role.ServiceManager, recoverBy: "2026-02-09");
        var decided = Assert.Single(driver.Approvals());
        Assert.Equal(
            (
                ApprovalStatus.Approved,
                new ApprovalDecision("ServiceManager.1", Role.ServiceManager, ApprovalVerdict.Approve, Date("2026-02-09"))
            ),
            (decided.Status, decided.Decision));
        Assert.Equal(Instant("2026-02-05T10:00:00Z"), decided.EndedAt);
        Assert.Equal(("ApprovalDecided", Date("2026-02-05")), (driver.Facts.Last().Type, driver.Facts.Last().OccurredOn));

        Assert.Empty(driver.AdvanceTo("2026-02-06 12:00").State.Approvals);
        Assert.Equal(
            (2, DueOn, DeadlineStatus.Overdue),
            (driver.Owed("referralDecision").Tier, driver.Owed("referralDecision").DueOn, driver.Owed("referralDecision").Status));

        var again = driver.AdvanceTo("2026-02-11 12:00").Waiting();
        Assert.Equal(("approval-2", 3, Role.HeadOfService), (again.Id, again.Tier, again.Role));
    }

    [Theory]
    [InlineData(ApprovalVerdict.Decline, ApprovalStatus.Declined)]
    [InlineData(ApprovalVerdict.Return, ApprovalStatus.Returned)]
    public void Decide_NotApproved_TheNextTierAsksAnew(ApprovalVerdict verdict, ApprovalStatus status)
    {
        var driver = SampleCases.Referred().Decide("2026-02-05", verdict, Role.ServiceManager);
        Assert.Equal(status, driver.Approvals()[0].Status);
        var next = driver.AdvanceTo("2026-02-06 09:00").Waiting();
        Assert.Equal(("approval-2", 2, Role.ServiceManager), (next.Id, next.Tier, next.Role));
    }

    [Fact]
    public void Meet_DeadlineOfAnApproval_WithdrawsItAndForgetsTheRecovery()
    {
        var unanswered = SampleCases
            .Referred()
            .Raise("2026-02-05", Sample.Decision(ReferralOutcome.Assess), actor: "mgr.1", role: Role.TeamManager);
        Assert.Empty(unanswered.State.Approvals);
        Assert.Equal(
            (ApprovalStatus.Withdrawn, Instant("2026-02-05T12:00:00Z")),
            (unanswered.Approvals()[0].Status, unanswered.Approvals()[0].EndedAt));

        var answered = SampleCases.Referred().Decide("2026-02-04", ApprovalVerdict.Approve, Role.ServiceManager, recoverBy: "2026-02-09");
        Assert.Single(answered.State.Recoveries);
        Assert.Empty(
            answered.Raise("2026-02-05", Sample.Decision(ReferralOutcome.Assess), actor: "mgr.1", role: Role.TeamManager).State.Recoveries);
        Assert.Equal(ApprovalStatus.Approved, answered.Approvals()[0].Status);
    }

    [Theory]
    [InlineData(ApprovalVerdict.Approve, null, true, "/recoverBy")]
    [InlineData(ApprovalVerdict.Approve, "2026-02-04", true, "/recoverBy")]
    [InlineData(ApprovalVerdict.Approve, "2027-02-06", true, "/recoverBy")]
    [InlineData(ApprovalVerdict.Approve, "2026-02-09", false, "/reason")]
    [InlineData(ApprovalVerdict.Decline, null, false, "/reason")]
    [InlineData(ApprovalVerdict.Return, null, false, "/reason")]
    [InlineData(ApprovalVerdict.Decline, "2026-02-09", true, "/recoverBy")]
    [InlineData(ApprovalVerdict.Return, "2026-02-09", true, "/recoverBy")]
    public void Decide_WhatDoesNotFit_IsInvalid(ApprovalVerdict verdict, string? recoverBy, bool reason, string field)
    {
        var driver = SampleCases.Referred().AdvanceTo("2026-02-05 10:00");
        Assert.Equal(
            field,
            driver
                .Refuse("2026-02-05", Deciding.On(driver.Waiting(), verdict, recoverBy, reason), actor: "sm.1", role: Role.ServiceManager)
                .Field);
    }

    [Fact]
    public void Decide_RecoveryToday_IsNotInThePast() =>
        Assert.Empty(
            SampleCases.Referred()
                .Decide("2026-02-05", ApprovalVerdict.Approve, Role.ServiceManager, recoverBy: "2026-02-05")
                .State.Approvals
        );

    [Fact]
    public void Decide_Twice_TheSecondIsNotAllowed()
    {
        var driver = SampleCases.Referred().AdvanceTo("2026-02-05 10:00");
        var decision = Deciding.On(driver.Waiting(), ApprovalVerdict.Decline);
        driver.Raise("2026-02-05", decision, actor: "sm.1", role: Role.ServiceManager);
        Assert.Equal(
            (RejectionKind.NotAllowed, "domain 3.2, E56"),
            Kind(driver.Refuse("2026-02-05", decision, actor: "mgr.2", role: Role.TeamManager)));
        // While something else waits the rule is the same.
        driver.AdvanceTo("2026-02-06 12:00");
        Assert.Equal(
            (RejectionKind.NotAllowed, "domain 3.2, E56"),
            Kind(driver.Refuse("2026-02-06", decision, actor: "mgr.2", role: Role.HeadOfService)));
    }

    [Theory]
    [InlineData(Role.TeamManager, "TeamManager ServiceManager HeadOfService")]
    [InlineData(Role.ServiceManager, "ServiceManager HeadOfService")]
    [InlineData(Role.HeadOfService, "HeadOfService")]
    [InlineData(Role.ConferenceChair, "ServiceManager HeadOfService ConferenceChair")]
    public void MayDecide_Role_OrAHigherOne(Role needed, string roles) =>
        Assert.Equal(
            roles.Split(' '), Enum.GetValues<Role>().Where(role => ApprovalRules.MayDecide(needed, role)).Select(role => role.ToString()));

    [Theory]
    [InlineData("2026-02-05", Role.TeamManager, false)]
    [InlineData("2026-02-05", Role.ServiceManager, true)]
    [InlineData("2026-02-05", Role.ConferenceChair, false)]
    [InlineData("2026-02-05", Role.SocialWorker, false)]
    [InlineData("2026-02-05", Role.Administrator, false)]
    [InlineData("2026-02-06", Role.TeamManager, false)]
    [InlineData("2026-02-06", Role.ServiceManager, true)]
    [InlineData("2026-02-12", Role.ServiceManager, false)]
    [InlineData("2026-02-12", Role.HeadOfService, true)]
    public void Decide_InARole_OnlyThatOfTheTierOrHigher(string when, Role role, bool allowed)
    {
        var driver = SampleCases.Referred().AdvanceTo(when + " 12:00");
        var decision = driver.Try(when, Deciding.On(driver.Waiting(), ApprovalVerdict.Decline), actor: "somebody", role: role);
        if (allowed)
            Assert.IsType<Accepted>(decision);
        else
            Assert.Equal((RejectionKind.NotAllowed, ApprovalRules.RoleRule), Kind(Assert.IsType<Rejected>(decision)));
    }

    private static (RejectionKind, string) Kind(Rejected rejected) => (rejected.Kind, rejected.Rule);
}
