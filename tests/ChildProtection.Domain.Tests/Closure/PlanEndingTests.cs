using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Closure;

/// <summary>
/// A plan ends without a conference only when every agency was consulted and the service manager approves (domain 3.6 A, E46; 3.7).
/// </summary>
public sealed class PlanEndingTests
{
    [Theory]
    [InlineData(PlanEndReason.Transferred, NextPlan.None, CaseStage.Closed, CaseOutcome.Transferred, "RC5")]
    [InlineData(PlanEndReason.LeftUk, NextPlan.None, CaseStage.Closed, CaseOutcome.LeftUk, "RC7")]
    [InlineData(PlanEndReason.Died, NextPlan.None, CaseStage.Closed, CaseOutcome.Died, "RC2")]
    [InlineData(PlanEndReason.Turned18, NextPlan.None, CaseStage.Closed, CaseOutcome.Turned18, "RC7")]
    [InlineData(PlanEndReason.LookedAfter, NextPlan.Care, CaseStage.LookedAfter, null, null)]
    public void Decide_Approved_EndsThePlanOnTheDayAskedFor(
        PlanEndReason reason, NextPlan next, CaseStage stage, CaseOutcome? outcome, string? code)
    {
        var driver = Asked(reason, next);
        Assert.Equal((CaseStage.PlanActive, true), (driver.Stage, driver.State.PlanInForce));
        Assert.Equal(
            (ApprovalKind.PlanEndingWithoutConference, Role.ServiceManager, "mgr.1"),
            (driver.Waiting().Kind, driver.Waiting().Role, driver.Waiting().RequestedBy));

        driver.Decide("2026-03-10", ApprovalVerdict.Approve, Role.ServiceManager);

        Assert.Equal((stage, Date("2026-03-09")), (driver.Stage, driver.State.Plan!.EndedOn));
        Assert.Equal((outcome, code), (driver.State.Closure?.Outcome, driver.State.Closure?.CensusCode));
        Assert.Equal(
            (Date("2026-03-10"), "PlanEnded"), (driver.Owed("endNotification").DueOn, driver.Owed("endNotification").Anchor.Event));
        Assert.DoesNotContain(
            driver.State.Deadlines,
            deadline => deadline.Kind is "visit" or "visitCap" or "rcpcFirst" or "cgSecond" or "longPlanAlerts");
    }

    [Theory]
    [InlineData(ApprovalVerdict.Decline)]
    [InlineData(ApprovalVerdict.Return)]
    public void Decide_NotApproved_ThePlanGoesOnAndItCanBeAskedAgain(ApprovalVerdict verdict)
    {
        var driver = Asked().Decide("2026-03-09", verdict, Role.ServiceManager);
        Assert.Equal((CaseStage.PlanActive, true), (driver.Stage, driver.State.PlanInForce));
        Assert.Equal("approval-2", driver.Raise("2026-03-10", Ending(), actor: "chair.1", role: Role.ConferenceChair).Waiting().Id);
    }

    [Theory]
    [InlineData(Role.TeamManager)]
    [InlineData(Role.ConferenceChair)]
    public void Decide_ByALowerRole_IsNotAllowed(Role role)
    {
        var driver = Asked();
        Assert.Equal(
            ApprovalRules.RoleRule,
            driver.Refuse("2026-03-09", Deciding.On(driver.Waiting(), ApprovalVerdict.Approve), actor: "other.1", role: role).Rule);
    }

    [Fact]
    public void Ask_WithoutEveryAgency_IsInvalidAndNamesWhoIsMissing()
    {
        var rejected = SampleCases
            .PlanActive()
            .Refuse("2026-03-09", Ending() with { AgenciesConsulted = ["csc", "police"] }, actor: "mgr.1", role: Role.TeamManager);
        Assert.Equal("/data/agenciesConsulted", rejected.Field);
        Assert.EndsWith("missing: school", rejected.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PlanEndReason.LookedAfter, NextPlan.None)]
    [InlineData(PlanEndReason.Died, NextPlan.Care)]
    [InlineData(PlanEndReason.Transferred, NextPlan.ChildInNeed)]
    public void Ask_NextPlanThatDoesNotFollow_IsInvalid(PlanEndReason reason, NextPlan next) =>
        Assert.Equal("/data/nextPlan", SampleCases.PlanActive().Refuse("2026-03-09", Ending(reason, next)).Field);

    [Fact]
    public void Ask_OnTheDayThePlanStarted_IsInvalid() =>
        Assert.Equal("census rules 8840, 8841", SampleCases.PlanActive().Refuse("2026-03-09", Ending(), occurredOn: "2026-02-24").Rule);

    [Fact]
    public void Ask_WithoutAPlanOrTwice_IsNotAllowed()
    {
        Assert.Equal(RejectionKind.NotAllowed, SampleCases.ConferencePending().Refuse("2026-02-12", Ending()).Kind);
        Assert.Equal(
            (RejectionKind.NotAllowed, "domain 3.6 A, E46"),
            (Asked().Refuse("2026-03-09", Ending()).Kind, Asked().Refuse("2026-03-09", Ending()).Rule));
    }

    [Theory]
    [InlineData(ConferenceDecision.Continue)]
    [InlineData(ConferenceDecision.End)]
    public void Hold_AReviewMeanwhile_WithdrawsTheQuestion(ConferenceDecision decision)
    {
        var driver = Asked()
            .Raise(
                "2026-03-10",
                Sample.Review(decision, decision == ConferenceDecision.End ? NextPlan.ChildInNeed : null),
                actor: "chair.1",
                role: Role.ConferenceChair);
        Assert.Equal(
            (ApprovalKind.PlanEndingWithoutConference, ApprovalStatus.Withdrawn),
            (driver.Approvals()[0].Kind, driver.Approvals()[0].Status));
        Assert.DoesNotContain(driver.State.Approvals, approval => approval.Kind == ApprovalKind.PlanEndingWithoutConference);
    }

    [Fact]
    public void Close_Case_WithdrawsWhatNoDeadlineKeeps()
    {
        var driver = Asked().Raise("2026-03-10", Sample.Booked("2026-05-20") with { ExcludedParents = Sample.Words });
        Assert.Equal(2, driver.State.Approvals.Count);
        driver.Raise(
            "2026-03-10", Deciding.On(driver.State.Approvals[0], ApprovalVerdict.Approve), actor: "svc.1", role: Role.ServiceManager);
        Assert.Empty(driver.State.Approvals);
        Assert.Equal([ApprovalStatus.Approved, ApprovalStatus.Withdrawn], driver.Approvals().Select(approval => approval.Status));
        driver.Raise("2026-03-10", new EndNoticesSent()).Raise("2026-03-10", new ConferenceRecordIssued());
        Assert.True(driver.Raise("2026-03-10", new CoreGroupNotesCirculated()).State.Finished);
    }

    private static CaseDriver Asked(PlanEndReason reason = PlanEndReason.Transferred, NextPlan next = NextPlan.None) =>
        Papers().Raise("2026-03-09", Ending(reason, next), actor: "mgr.1", role: Role.TeamManager);

    /// <summary>Nothing else may wait for a decision: the letter was sent in time.</summary>
    private static CaseDriver Papers() =>
        SampleCases
            .OutlinePlan()
            .Raise("2026-02-25", new DecisionLetterSent())
            .Raise("2026-03-06", Sample.CoreGroup(versionAgreed: 1, "2026-04-15"));

    private static PlanEnded Ending(PlanEndReason reason = PlanEndReason.Transferred, NextPlan next = NextPlan.None) =>
        new() { Reason = reason, NextPlan = next, AgenciesConsulted = ["csc", "school"] };
}
