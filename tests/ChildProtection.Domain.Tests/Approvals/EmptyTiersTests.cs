using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;

namespace ChildProtection.Domain.Tests.Approvals;

/// <summary>N-16: where every manager of the team is barred, the next tier is asked at once.</summary>
public sealed class EmptyTiersTests
{
    [Fact]
    [Obligation("N-16")]
    public void Escalation_TheOnlyManagerLeadsTheCase_AsksTheServiceManagerAtOnce()
    {
        var asked = FirstTier(["sw.1"]);

        Assert.Equal((2, Role.ServiceManager), (asked.Tier, asked.Role));
        Assert.EndsWith("No manager of the team may decide, so it waits for the service manager.", asked.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Escalation_TheOnlyManagerLeadsTheCase_TellsTheServiceManager()
    {
        var driver = Late(["sw.1"]);

        Assert.Equal(["serviceManager"], driver.ToldOf("approvalWaiting"));
    }

    [Fact]
    [Obligation("N-16")]
    public void Decide_ByAManagerOfAnotherTeamOnceItWasPassed_IsRefusedAndSaysWhoDecidesNow()
    {
        var driver = Late(["sw.1"]);

        var refused = driver.Refuse(
            "2026-03-11 11:00", Deciding.On(Visit(driver), ApprovalVerdict.Decline), actor: "mgr.9", role: Role.TeamManager);

        Assert.EndsWith("It waits for a service manager or a head of service.", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    [Obligation("N-16")]
    public void Escalation_OfWhatWaitsAtThatTierAlready_AsksTheNextOne()
    {
        var driver = SampleCases.ConferencePending().Raise("2026-02-12", Sample.Booked("2026-03-20"));
        driver.Managers = ["sw.1"];
        var before = Assert.Single(driver.State.Approvals);

        driver.AdvanceTo("2026-02-27 10:00");

        var after = Assert.Single(driver.State.Approvals, one => one.Number == before.Number);
        Assert.Equal((ApprovalKind.ConferenceOutOfTime, 1, Role.TeamManager), (before.Kind, before.Tier, before.Role));
        Assert.Equal((2, Role.ServiceManager), (after.Tier, after.Role));
    }

    [Theory]
    [InlineData("sw.1", "mgr.2")]
    [InlineData]
    [InlineData(null)]
    [Obligation("N-16")]
    public void Escalation_ADeputyMayDecideOrNobodyIsKnown_AsksTheTeamManager(params string[]? managers)
    {
        var asked = FirstTier(managers);

        Assert.Equal((1, Role.TeamManager), (asked.Tier, asked.Role));
    }

    [Fact]
    [Obligation("N-16")]
    public void Step_EveryManagerIsBarred_AsksTheServiceManagerAtOnce()
    {
        var driver = SampleCases.Section47();
        driver.Managers = ["sw.1"];
        driver.Raise("2026-02-12", Sample.NoConference(Domain.Kernel.Facts.EnquiryNext.Close)).AdvanceTo("2026-02-13 09:00");

        var asked = Assert.Single(driver.State.Approvals, one => one.Kind == ApprovalKind.EnquiryClosure);
        Assert.Equal((2, Role.ServiceManager), (asked.Tier, asked.Role));
        Assert.Equal([3], asked.Steps!.Select(step => step.Tier));
    }

    [Fact]
    [Obligation("N-16")]
    public void Recovery_EveryManagerIsBarred_AsksTheServiceManagerAtOnce()
    {
        var driver = Late(null);
        driver.Raise(
            "2026-03-12", Deciding.On(Visit(driver), ApprovalVerdict.Approve, "2026-03-13"), actor: "mgr.1", role: Role.TeamManager);
        driver.Managers = ["sw.1"];

        driver.AdvanceTo("2026-03-16 10:00");

        Assert.Equal((2, Role.ServiceManager), (Visit(driver).Tier, Visit(driver).Role));
    }

    private static Approval FirstTier(IReadOnlyList<string>? managers) => Visit(Late(managers));

    private static Approval Visit(CaseDriver driver) =>
        Assert.Single(driver.State.Approvals, one => one.About.DeadlineId == "visit-1");

    /// <summary>A visit, which the lead worker owes, is late at its first tier.</summary>
    private static CaseDriver Late(IReadOnlyList<string>? managers)
    {
        var driver = SampleCases.PlanActive();
        driver.Managers = managers;
        return driver.AdvanceTo("2026-03-11 10:00");
    }
}
