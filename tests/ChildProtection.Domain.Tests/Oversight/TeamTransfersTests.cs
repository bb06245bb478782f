using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Oversight;

/// <summary>N-12: a case moves between teams, and is never between them.</summary>
public sealed class TeamTransfersTests
{
    [Fact]
    [Obligation("N-12")]
    public void Decide_ByTheServiceManager_MovesAtOnceAndTellsAgencies()
    {
        var driver = SampleCases.PlanActive().Raise("2026-03-10", South(), actor: "sm.1", role: Role.ServiceManager);

        Assert.Equal(("south", null), (driver.State.Team, driver.State.LeadSocialWorker));
        Assert.Equal(Date("2026-03-10"), driver.State.Allocation!.UnallocatedSince);
        var told = driver.Told.Where(one => one.Kind.Name == "teamChanged").ToArray();
        Assert.Contains(told, one => one.To.Agency == "school");
        Assert.Contains(told, one => one.To.Role == "conferenceChair");
        Assert.All(
            told.Select(one => (TeamChangedNotice)one.Data),
            notice => Assert.Equal(("north", "south"), (notice.FromTeam, notice.ToTeam)));
    }

    [Fact]
    public void Decide_ByTheReceivingManagerWithAWorker_IsLedAtOnce()
    {
        var driver = By("south", SampleCases.PlanActive()).Raise(
            "2026-03-10", South() with { WorkerId = "sw.7" }, actor: "mgr.2", role: Role.TeamManager);

        Assert.Equal(("south", "sw.7"), (driver.State.Team, driver.State.LeadSocialWorker));
        Assert.Equal(Date("2026-03-12"), driver.State.Allocation!.LeadSince);
        Assert.Null(driver.State.Allocation.UnallocatedSince);
    }

    [Fact]
    public void Decide_ByTheSendingManager_WaitsForTheReceivingOne()
    {
        var driver = By("north", SampleCases.PlanActive()).Raise("2026-03-10", South(), actor: "mgr.1", role: Role.TeamManager);

        var approval = Assert.Single(driver.State.Approvals, one => one.Kind == ApprovalKind.TeamTransfer);
        Assert.Equal(("north", "sw.1"), (driver.State.Team, driver.State.LeadSocialWorker));
        Assert.Equal(("south", Role.TeamManager), (approval.DecidingTeam, approval.Role));
        Assert.NotEmpty(approval.Steps!);
        Assert.Equal(["south"], driver.Told.Where(one => one.Kind.Name == "approvalWaiting").Select(one => one.To.Team));
        Assert.DoesNotContain(driver.Told, one => one.Kind.Name == "teamChanged");
    }

    [Fact]
    [Obligation("N-12")]
    public void Decide_TheReceivingManagerAgrees_Moves()
    {
        var driver = Asked();

        By("south", driver).Raise("2026-03-11", Answer(driver, ApprovalVerdict.Approve), actor: "mgr.2", role: Role.TeamManager);

        Assert.Equal("south", driver.State.Team);
        Assert.DoesNotContain(driver.State.Approvals, one => one.Kind == ApprovalKind.TeamTransfer);
        Assert.Contains(driver.Told, one => one.Kind.Name == "teamChanged");
    }

    [Theory]
    [InlineData(ApprovalVerdict.Decline)]
    [InlineData(ApprovalVerdict.Return)]
    public void Decide_TheReceivingManagerRefuses_LeavesTheSenderEveryDuty(ApprovalVerdict verdict)
    {
        var driver = Asked();

        By("south", driver).Raise("2026-03-11", Answer(driver, verdict), actor: "mgr.2", role: Role.TeamManager);

        Assert.Equal(("north", "sw.1"), (driver.State.Team, driver.State.LeadSocialWorker));
    }

    [Fact]
    public void Decide_AnotherManagerOfTheSendingTeam_CannotAgree()
    {
        var driver = Asked();

        var refused = By("north", driver).Refuse(
            "2026-03-11", Answer(driver, ApprovalVerdict.Approve), actor: "mgr.3", role: Role.TeamManager);

        Assert.Contains("the team south", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_TheReceivingManagerOnAnotherMatter_IsRefused()
    {
        var driver = Asked().AdvanceTo("2026-04-20");
        var other = driver.State.Approvals.First(one => one.Kind != ApprovalKind.TeamTransfer);

        var refused = By("south", driver).Refuse(
            "2026-04-20",
            new ApprovalDecided { ApprovalId = other.Id, Decision = ApprovalVerdict.Decline, Reason = Sample.Text("reason") },
            actor: "sm.9",
            role: Role.TeamManager);

        Assert.NotNull(refused.Reason);
    }

    [Fact]
    public void Decide_AskedTwice_IsRefused()
    {
        var refused = Asked().Refuse("2026-03-11", South(), actor: "mgr.1", role: Role.TeamManager);

        Assert.Equal(RejectionKind.NotAllowed, refused.Kind);
    }

    [Fact]
    public void Decide_TheServiceManagerMovesWhatWaits_WithdrawsTheRequest()
    {
        var driver = Asked().Raise("2026-03-11", South(), actor: "sm.1", role: Role.ServiceManager);

        Assert.Equal("south", driver.State.Team);
        Assert.DoesNotContain(driver.State.Approvals, one => one.Kind == ApprovalKind.TeamTransfer);
    }

    [Fact]
    public void Decide_StrategyDiscussionOpenAndFamilyNotTold_WarnsOfBoth()
    {
        var driver = SampleCases.StrategyPending().Raise(
            "2026-02-05", South(handover: "2026-02-06") with { FamilyTold = false }, actor: "sm.1", role: Role.ServiceManager);

        Assert.Contains(driver.Warnings, warning => warning.StartsWith("Tell the family", StringComparison.Ordinal));
        Assert.Contains(driver.Warnings, warning => warning.Contains("strategy discussion", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("north", "2026-03-12", "/data/toTeam")]
    [InlineData("south", "2026-01-31", "/data/handoverOn")]
    [InlineData("south", "2026-06-11", "/data/handoverOn")]
    public void Decide_MoveThatCannotBe_NamesTheField(string team, string handover, string field) =>
        Assert.Equal(
            field,
            SampleCases.PlanActive().Refuse(
                "2026-03-10", South(handover) with { ToTeam = team }, actor: "sm.1", role: Role.ServiceManager).Field);

    private static CaseDriver Asked() =>
        By("north", SampleCases.PlanActive()).Raise("2026-03-10", South(), actor: "mgr.1", role: Role.TeamManager);

    private static CaseDriver By(string team, CaseDriver driver)
    {
        driver.ActorTeam = team;
        return driver;
    }

    private static ApprovalDecided Answer(CaseDriver driver, ApprovalVerdict verdict) => new()
    {
        ApprovalId = driver.State.Approvals.Single(one => one.Kind == ApprovalKind.TeamTransfer).Id,
        Decision = verdict,
        Reason = Sample.Text("reason"),
    };

    private static TeamChanged South(string handover = "2026-03-12") => new()
    {
        ToTeam = "south",
        Reason = Sample.Text("reason"),
        HandoverOn = Date(handover),
        FamilyTold = true,
    };
}
