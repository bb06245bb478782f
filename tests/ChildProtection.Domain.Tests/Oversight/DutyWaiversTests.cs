using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;

namespace ChildProtection.Domain.Tests.Oversight;

/// <summary>What nobody did for a month may end, and stays late.</summary>
public sealed class DutyWaiversTests
{
    /// <summary>The letter of 25 February: 20 working days later is 25 March.</summary>
    [Theory]
    [InlineData("2026-03-25", 28)]
    [InlineData("2026-04-01", 35)]
    [Obligation("N-18")]
    public void Waive_AfterTwentyWorkingDays_EndsAsNotDoneAndLate(string on, int daysLate)
    {
        var driver = SampleCases.PlanActive().AdvanceTo(on + " 10:00");
        Assert.Contains(driver.State.Approvals, one => one.About.DeadlineId == "decisionLetter-1");

        driver.Raise(on, Waiver("decisionLetter-1"), actor: "svc.1", role: Role.ServiceManager);

        var letter = driver.Get("decisionLetter-1");
        Assert.Equal((DeadlineStatus.NotDone, daysLate, null), (letter.Status, letter.DaysLate, letter.MetOn));
        Assert.DoesNotContain(driver.State.Approvals, one => one.About.DeadlineId == "decisionLetter-1");
    }

    [Theory]
    [InlineData("2026-03-24", "decisionLetter-1")]
    [InlineData("2026-04-01", "visit-1")]
    [InlineData("2026-04-01", "decisionLetter-2")]
    public void Waive_TooEarlyOrWhatIsNeverWaived_IsInvalid(string on, string deadline) =>
        Assert.Equal(
            "/data/deadlineId",
            SampleCases.PlanActive().Refuse(on, Waiver(deadline), actor: "svc.1", role: Role.ServiceManager).Field);

    [Fact]
    public void Waive_ByWhoLeadsTheCase_IsNotAllowed() =>
        Assert.Equal(
            "N-16",
            SampleCases.PlanActive().Refuse("2026-04-01", Waiver("decisionLetter-1"), actor: "sw.1", role: Role.HeadOfService).Rule);

    [Fact]
    public void Waive_ByWhoLedWhenItFellDue_IsNotAllowed()
    {
        var driver = SampleCases.PlanAgreed().AdvanceTo("2026-04-20 10:00");
        foreach (var next in new[] { "sw.2", "sw.3" })
            driver.AsManager("2026-04-20", new LeadSocialWorkerChanged { LeadSocialWorker = Around.Worker(next), Reason = Sample.Words });

        var refused = driver.Refuse("2026-04-20", Waiver("acceptance-3"), actor: "sw.1", role: Role.HeadOfService);

        Assert.Equal("N-16", refused.Rule);
        Assert.EndsWith("Another service manager or a head of service may decide.", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Waive_NothingOverdue_IsNotAllowed() =>
        Assert.Equal(
            RejectionKind.NotAllowed,
            SampleCases.Assessing().Refuse("2026-02-10", Waiver("decisionLetter-1"), actor: "svc.1", role: Role.ServiceManager).Kind);

    [Fact]
    public void Waive_TheLastPaperOfAClosedCase_FinishesIt()
    {
        var driver = SampleCases.PlanActive().Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.None));
        foreach (var owed in driver.State.Deadlines.Where(one => one.Kind != "endNotification").ToArray())
        {
            Assert.False(driver.State.Finished);
            driver.Raise("2026-07-20", Waiver(owed.Id), actor: "svc.1", role: Role.ServiceManager);
        }

        driver.Raise("2026-07-20", new ChildProtection.Domain.Closure.EndNoticesSent());

        Assert.True(driver.State.Finished);
    }

    [Fact]
    public void PlanEnds_WithAnAnswerLate_TheAnswerIsNotDoneAndTheOthersAreCancelled()
    {
        var driver = SampleCases.PlanAgreed().Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.None));

        var answers = driver.Ended.Where(one => one.Kind == "acceptance" && one.Status == DeadlineStatus.NotDone).ToArray();
        Assert.NotEmpty(answers);
        Assert.All(answers, one => Assert.Equal(68, one.DaysLate));
        Assert.Equal(DeadlineStatus.Cancelled, driver.Get("visit-1").Status);
    }

    private static DutyWaived Waiver(string deadlineId) => new() { DeadlineId = deadlineId, Reason = Sample.Words };
}
