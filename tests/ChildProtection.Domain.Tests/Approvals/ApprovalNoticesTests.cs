using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Approvals;

/// <summary>Those who may decide are told that an approval waits, tier by tier; the person who asked is told what was decided.</summary>
public sealed class ApprovalNoticesTests
{
    [Fact]
    public void Of_EscalationTiers_TellTheRoleThatMayDecideEachTime()
    {
        var driver = SampleCases.Referred();
        foreach (
            var (until, tier, role) in new[]
            {
                ("2026-02-04 09:00", 1, "serviceManager"),
                ("2026-02-06 09:00", 2, "serviceManager"),
                ("2026-02-11 09:00", 3, "headOfService"),
            })
        {
            var (to, notice) = Waiting(driver.AdvanceTo(until));
            Assert.Equal((role, "north", null), (to.Code, to.Team, to.Account));
            Assert.Equal(
                ("approval-1", ApprovalKind.Escalation, tier, Date("2026-02-03")),
                (notice.ApprovalId, notice.ApprovalKind, notice.Tier, notice.DueOn));
        }
    }

    [Fact]
    public void Of_ApprovalWithoutDeadline_TellsWhoIsAskedAndEachTierAndThenWhoAsked()
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
        Assert.Equal(("conferenceChair", 0, null), (Waiting(driver).To.Code, Waiting(driver).Notice.Tier, Waiting(driver).Notice.DueOn));
        Assert.Equal(("conferenceChair", 1), (Waiting(driver.AdvanceTo("2026-02-13 09:00")).To.Code, Waiting(driver).Notice.Tier));
        Assert.Equal(("serviceManager", 2), (Waiting(driver.AdvanceTo("2026-02-17 09:00")).To.Code, Waiting(driver).Notice.Tier));

        driver.Decide("2026-02-17", ApprovalVerdict.Decline, Role.ServiceManager);

        var told = Assert.Single(driver.Told, one => one.Kind.Name == "approvalDecided");
        Assert.Equal(("businessSupport", "office.1"), (told.To.Code, told.To.Account));
        var notice = Assert.IsType<ApprovalDecidedNotice>(told.Data);
        Assert.Equal((ApprovalVerdict.Decline, Role.ServiceManager, null), (notice.Decision, notice.DecidedAs, notice.RecoverBy));
    }

    [Fact]
    public void Of_EscalationDecided_TellsWhoIsResponsibleWithTheRecoveryDate()
    {
        var driver = SampleCases
            .Section47()
            .AdvanceTo("2026-02-27 12:00")
            .Raise(
                "2026-02-27",
                Deciding.On(
                    SampleCases.Section47().AdvanceTo("2026-02-27 12:00").State.Approvals.Single(one => one.About.DeadlineId == "icpc-1"),
                    ApprovalVerdict.Approve,
                    "2026-03-04"),
                actor: "mgr.1",
                role: Role.TeamManager);
        var told = Assert.Single(driver.Told, one => one.Kind.Name == "approvalDecided");
        Assert.Equal("leadSocialWorker", told.To.Code);
        Assert.Equal(Date("2026-03-04"), Assert.IsType<ApprovalDecidedNotice>(told.Data).RecoverBy);
    }

    [Fact]
    public void Of_WithdrawnApproval_TellsNobody()
    {
        var driver = SampleCases
            .Referred()
            .Raise("2026-02-05", Sample.Decision(ReferralOutcome.Assess), actor: "mgr.1", role: Role.TeamManager);
        Assert.Equal(ApprovalStatus.Withdrawn, driver.Approvals()[0].Status);
        Assert.DoesNotContain(driver.Told, one => one.Kind.Name == "approvalDecided" || one.Kind.Name == "approvalWaiting");
    }

    private static (Recipient To, ApprovalWaitingNotice Notice) Waiting(CaseDriver driver)
    {
        var told = Assert.Single(driver.Told, one => one.Kind.Name == "approvalWaiting");
        return (told.To, Assert.IsType<ApprovalWaitingNotice>(told.Data));
    }
}
