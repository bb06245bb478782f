using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Oversight;

/// <summary>What events ask a manager or a chair to approve: signatures, dates out of time, the exclusion of a parent.</summary>
public sealed class ApprovalDecisionsTests
{
    [Fact]
    [Obligation("S0-35")]
    public void Submit_Assessment_AsksTheManagerAndClimbsWithItsDeadline()
    {
        var driver = Submitted();
        var approval = driver.Waiting();
        Assert.Equal(
            (ApprovalKind.CounterSignature, 0, Role.TeamManager, "sw.1"),
            (approval.Kind, approval.Tier, approval.Role, approval.RequestedBy));
        Assert.Equal(
            ("assessmentCounterSign-1", driver.Owed("assessmentCounterSign").DueOn), (approval.About.DeadlineId, approval.About.DueOn));

        // Submitted on Friday 6 February, due on Wednesday 11 February.
        foreach (
            var (when, tier, role) in new[]
            {
                ("2026-02-12 09:00", 1, Role.ServiceManager),
                ("2026-02-16 09:00", 2, Role.ServiceManager),
                ("2026-02-19 09:00", 3, Role.HeadOfService),
            })
            Assert.Equal((approval.Id, tier, role), (driver.AdvanceTo(when).Waiting().Id, driver.Waiting().Tier, driver.Waiting().Role));
    }

    [Theory]
    [InlineData(ApprovalVerdict.Approve, ApprovalStatus.Approved)]
    [InlineData(ApprovalVerdict.Return, ApprovalStatus.Returned)]
    public void Decide_CounterSignature_DoesExactlyWhatTheEventDoes(ApprovalVerdict verdict, ApprovalStatus status)
    {
        var byApproval = Submitted().Decide("2026-02-09", verdict, Role.TeamManager);
        var byEvent = Submitted()
            .Raise(
                "2026-02-09",
                verdict == ApprovalVerdict.Approve ? new AssessmentCounterSigned() : new AssessmentReturned(),
                actor: "TeamManager.1",
                role: Role.TeamManager);
        Assert.Equal(CaseStateJson.Serialize(byEvent.State), CaseStateJson.Serialize(byApproval.State));
        Assert.Equal(byEvent.Accepted[^1].Deadlines.Select(Told), byApproval.Accepted[^1].Deadlines.Select(Told));
        Assert.Equal(byEvent.Approvals(), byApproval.Approvals());
        Assert.Equal((status, "TeamManager.1"), (byEvent.Approvals()[0].Status, byEvent.Approvals()[0].Decision!.By));
        Assert.Equal(("ApprovalDecided", byEvent.Facts.Last().Summary), (byApproval.Facts.Last().Type, byApproval.Facts.Last().Summary));
    }

    [Fact]
    public void Decide_CounterSignature_NeedsNoReasonToSignAndIsNeverDeclined()
    {
        var driver = Submitted();
        Assert.Equal(
            "/decision",
            driver
                .Refuse("2026-02-09", Deciding.On(driver.Waiting(), ApprovalVerdict.Decline), actor: "mgr.1", role: Role.TeamManager)
                .Field);
        Assert.Equal(
            "/recoverBy",
            driver
                .Refuse(
                    "2026-02-09",
                    Deciding.On(driver.Waiting(), ApprovalVerdict.Approve, "2026-02-10"),
                    actor: "mgr.1",
                    role: Role.TeamManager)
                .Field);
        Assert.Equal(
            CaseStage.StepDownCin,
            driver
                .Raise(
                    "2026-02-09",
                    Deciding.On(driver.Waiting(), ApprovalVerdict.Approve, reason: false),
                    actor: "mgr.1",
                    role: Role.TeamManager)
                .Stage);
    }

    [Theory]
    [InlineData(Role.TeamManager)]
    [InlineData(Role.HeadOfService)]
    public void Decide_ByTheAuthor_IsNotAllowedInWhateverRole(Role role)
    {
        var driver = Submitted();
        var rejected = driver.Refuse("2026-02-09", Deciding.On(driver.Waiting(), ApprovalVerdict.Approve), actor: "sw.1", role: role);
        Assert.Equal((RejectionKind.NotAllowed, ApprovalBars.Rule), (rejected.Kind, rejected.Rule));
    }

    [Fact]
    public void Book_AfterTheDueDate_AsksTheManagerAtOnceAndOnce()
    {
        // Due on 26 February.
        var driver = SampleCases
            .ConferencePending()
            .Raise("2026-02-12", Sample.Booked("2026-02-27"), actor: "office.1", role: Role.BusinessSupport);
        var approval = driver.Waiting();
        Assert.Equal(
            (ApprovalKind.ConferenceOutOfTime, 1, Role.TeamManager, "office.1", "icpc-1"),
            (approval.Kind, approval.Tier, approval.Role, approval.RequestedBy, approval.About.DeadlineId));

        Assert.Equal(
            approval, driver.Raise("2026-02-13", Rescheduled("2026-03-02")).Raise("2026-02-13", Sample.ReportToParents()).Waiting());
        Assert.Equal((approval.Id, 1), (driver.AdvanceTo("2026-02-27 09:00").Waiting().Id, driver.Waiting().Tier));
        Assert.Equal(2, driver.AdvanceTo("2026-03-06 09:00").Waiting().Tier);
        Assert.Equal(Date("2026-02-26"), driver.Owed("icpc").DueOn);
    }

    [Fact]
    public void Reschedule_BackIntoTime_WithdrawsTheQuestion()
    {
        var driver = SampleCases.Booked().Raise("2026-02-13", Rescheduled("2026-03-02"));
        Assert.Equal(ApprovalKind.ConferenceOutOfTime, driver.Waiting().Kind);
        Assert.Empty(driver.Raise("2026-02-13", Rescheduled("2026-02-25")).State.Approvals);
        Assert.Equal(ApprovalStatus.Withdrawn, driver.Approvals()[0].Status);
    }

    [Fact]
    public void Decide_OutOfTimeApproved_HoldsUntilTheConferenceAndNoLonger()
    {
        var driver = SampleCases
            .Booked()
            .Raise("2026-02-13", Rescheduled("2026-03-02"))
            .Raise("2026-02-13", Sample.ReportToParents())
            .Decide("2026-02-16", ApprovalVerdict.Approve, Role.TeamManager);
        Assert.Empty(driver.AdvanceTo("2026-03-03 08:59").State.Approvals);
        Assert.Equal((ApprovalKind.Escalation, 1), (driver.AdvanceTo("2026-03-03 09:00").Waiting().Kind, driver.Waiting().Tier));
        Assert.Equal(("approval-2", 2), (driver.AdvanceTo("2026-03-06 09:00").Waiting().Id, driver.Waiting().Tier));
    }

    [Fact]
    public void Book_WithAParentExcluded_AsksTheChairOnceForThatConference()
    {
        var driver = SampleCases
            .ConferencePending()
            .Raise(
                "2026-02-12",
                Sample.Booked("2026-02-24") with
                {
                    ExcludedParents = Sample.Words,
                },
                actor: "office.1",
                role: Role.BusinessSupport);
        Assert.Equal(
            (ApprovalKind.ParentExclusion, Role.ConferenceChair, 0), (driver.Waiting().Kind, driver.Waiting().Role, driver.Waiting().Tier));
        driver.Decide("2026-02-13", ApprovalVerdict.Approve, Role.ConferenceChair).Raise("2026-02-16", Rescheduled("2026-02-25"));
        driver.Raise("2026-02-25", WithoutAParent(Sample.Plan("2026-03-06", "2026-05-20")), actor: "chair.1", role: Role.ConferenceChair);
        Assert.Empty(driver.State.Approvals);
    }

    [Fact]
    public void Hold_WithAParentExcluded_AsksAnotherChairThanTheOneWhoHeldIt()
    {
        var driver = SampleCases
            .Booked()
            .Raise("2026-02-24", WithoutAParent(Sample.Plan("2026-03-06", "2026-05-20")), actor: "chair.1", role: Role.ConferenceChair);
        Assert.Equal((ApprovalKind.ParentExclusion, "chair.1"), (driver.Waiting().Kind, driver.Waiting().RequestedBy));
        Assert.Equal(
            ApprovalBars.Rule,
            driver
                .Refuse("2026-02-25", Deciding.On(driver.Waiting(), ApprovalVerdict.Approve), actor: "chair.1", role: Role.ConferenceChair)
                .Rule);
        Assert.Empty(
            driver
                .Raise("2026-02-25", Deciding.On(driver.Waiting(), ApprovalVerdict.Decline), actor: "chair.2", role: Role.ConferenceChair)
                .State.Approvals);
    }

    [Fact]
    public void Hold_InTwoSteps_AsksAboutTheExclusionOnce()
    {
        var driver = SampleCases
            .PlanActive()
            .Raise("2026-05-20", WithoutAParent(Sample.Review(null)), actor: "chair.1", role: Role.ConferenceChair);
        var id = Assert.Single(driver.State.Approvals, approval => approval.Kind == ApprovalKind.ParentExclusion).Id;
        driver
            .Raise(
                "2026-05-20",
                Deciding.On(driver.State.Approvals.Single(one => one.Id == id), ApprovalVerdict.Approve),
                actor: "chair.2",
                role: Role.ConferenceChair)
            .Raise("2026-05-21", WithoutAParent(Sample.Review(ConferenceDecision.Continue)), actor: "chair.1", role: Role.ConferenceChair);
        Assert.DoesNotContain(driver.State.Approvals, approval => approval.Kind == ApprovalKind.ParentExclusion);
    }

    private static CaseDriver Submitted() =>
        SampleCases.Assessing().Raise("2026-02-06", Sample.Assessment(AssessmentConclusion.ChildInNeed));

    private static ConferenceRescheduled Rescheduled(string on) => new() { NewOn = Date(on), ConfirmedInWritingOn = Date("2026-02-13") };

    private static ConferenceHeld WithoutAParent(ConferenceHeld held) =>
        held with
        {
            Attendance =
            [
                .. held.Attendance,
                new Attendance
                {
                    Person = Sample.Words,
                    Present = false,
                    Excluded = true,
                },
            ],
        };

    private static (string, DeadlineChangeKind, DateOnly, DateOnly?, string) Told(DeadlineChange change) =>
        (change.Deadline.Id, change.Change, change.Deadline.DueOn, change.Deadline.MetOn, change.Deadline.Anchor.Event);
}
