using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;

namespace ChildProtection.Domain.Tests.Approvals;

/// <summary>N-16: who asked, who had the duty and who works with the child never decide, in whatever role.</summary>
public sealed class ApprovalBarsTests
{
    [Theory]
    [InlineData(Role.TeamManager)]
    [InlineData(Role.HeadOfService)]
    [Obligation("N-16")]
    public void Decide_ByTheLeadInAnotherRole_IsRefusedAndSaysWhoMay(Role role)
    {
        var driver = VisitsLate();

        var refused = driver.Refuse("2026-04-20", Declined(driver), actor: "sw.1", role: role);

        Assert.Equal((RejectionKind.NotAllowed, "N-16"), (refused.Kind, refused.Rule));
        Assert.EndsWith("Another head of service must decide.", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    [Obligation("N-16")]
    public void Decide_ByWhoHadTheDutyWhenItFellDue_IsRefusedAfterAChangeOfLead()
    {
        var driver = VisitsLate().AsManager(
            "2026-04-20", new LeadSocialWorkerChanged { LeadSocialWorker = Around.Worker("sw.2"), Reason = Sample.Words });

        Assert.Contains("sw.1", Late(driver).Barred!);
        Assert.Equal("N-16", driver.Refuse("2026-04-20", Declined(driver), actor: "sw.1", role: Role.HeadOfService).Rule);
        Assert.Equal("N-16", driver.Refuse("2026-04-20", Declined(driver), actor: "sw.2", role: Role.HeadOfService).Rule);
        driver.Raise("2026-04-20", Declined(driver), actor: "hos.1", role: Role.HeadOfService);
    }

    [Fact]
    public void Decide_ByTheChairWhoseDutyIsLate_IsRefusedInAHigherRole()
    {
        var driver = SampleCases.ReviewInSession().AdvanceTo("2026-06-10 12:00");
        var late = driver.State.Approvals.First(one => one.About.DeadlineId == "conferenceOutcome-1");

        var refused = driver.Refuse("2026-06-10", Deciding.On(late, ApprovalVerdict.Decline), actor: "chair.1", role: Role.HeadOfService);

        Assert.Equal("N-16", refused.Rule);
    }

    [Fact]
    public void Decide_ByWhoWorksBesideTheLeadOrLedBefore_IsRefused()
    {
        var driver = VisitsLate().AsManager("2026-04-20", new WorkerAllocated
        {
            Worker = new WorkerToAllocate { Id = "sw.2", Qualified = true },
            Role = AllocationRole.Second,
            From = new DateOnly(2026, 4, 20),
        }).AsManager("2026-04-20", new WorkerReleased { WorkerId = "sw.1", Reason = Sample.Words });
        var state = driver.State with { Approvals = [.. driver.State.Approvals.Select(one => one with { Barred = null })] };

        foreach (var account in new[] { "sw.1", "sw.2" })
        {
            Assert.Equal(
                "N-16", CaseDriver.From(state).Refuse("2026-04-20", Declined(driver), actor: account, role: Role.HeadOfService).Rule);
        }
    }

    [Fact]
    public void Decide_OpenFromAnEarlierRelease_IsBarredToTheLeadAsWell()
    {
        var state = VisitsLate().State;
        var driver = CaseDriver.From(state with { Approvals = [.. state.Approvals.Select(one => one with { Barred = null })] });

        Assert.Equal("N-16", driver.Refuse("2026-04-20", Declined(driver), actor: "sw.1", role: Role.HeadOfService).Rule);
    }

    [Fact]
    [Obligation("N-16")]
    public void Needed_ManagersOwnDutyAskedByAnEarlierRelease_IsTheServiceManager()
    {
        var state = SampleCases.Referred().AdvanceTo("2026-02-04 10:00").State;
        var former = state with { Approvals = [state.Approvals[0] with { Role = Role.TeamManager }] };

        Assert.Equal(Role.ServiceManager, ApprovalRules.Needed(former, former.Approvals[0]));
    }

    [Fact]
    [Obligation("N-15")]
    public void CounterSign_ByTheLead_IsRefused()
    {
        var driver = SampleCases.Assessing()
            .Raise("2026-02-05", new AssessmentStarted(), actor: "mgr.2")
            .Raise("2026-02-06", Sample.Assessment(AssessmentConclusion.ChildInNeed));

        var refused = driver.Refuse("2026-02-09", new AssessmentCounterSigned(), actor: "mgr.2", role: Role.TeamManager);

        Assert.Equal("N-15", refused.Rule);
    }

    private static CaseDriver VisitsLate() => SampleCases.PlanActive().AdvanceTo("2026-04-20 12:00");

    private static Approval Late(CaseDriver driver) =>
        driver.State.Approvals.First(one => one.About.DeadlineId?.StartsWith("visit", StringComparison.Ordinal) == true);

    private static ApprovalDecided Declined(CaseDriver driver) => Deciding.On(Late(driver), ApprovalVerdict.Decline);
}
