using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Enquiry;

/// <summary>N-14: a case does not close while an agency has not taken the notice that it is to close.</summary>
public sealed class UntakenNoticesTests
{
    private const string DayAfter = "2027-02-17 08:00";

    [Fact]
    [Obligation("N-14")]
    public void Due_AnAgencyHasNotTakenTheNotice_EscalatesInsteadOfClosing()
    {
        var driver = Untaken("police");

        driver.AdvanceTo(DayAfter);

        Assert.Equal((CaseStage.Section47, null), (driver.Stage, driver.State.Closure));
        Assert.Equal((DeadlineStatus.Overdue, Date("2027-02-16")),
            (driver.Owed("noConferenceObjection").Status, driver.Owed("noConferenceObjection").DueOn));
        Assert.Equal(Date("2027-02-22"), driver.Owed("icpc").DueOn);
        Assert.EndsWith("the notice was not taken by police", driver.Facts.Last().Summary, StringComparison.Ordinal);
    }

    [Fact]
    [Obligation("N-14")]
    public void Due_AnAgencyHasNotTakenTheNotice_SaysWhomToRing()
    {
        var driver = Untaken("police", "health").AdvanceTo(DayAfter);

        var told = driver.Told.Where(one => one.Kind.Name == "enquiryNoticeUntaken").ToArray();
        Assert.Equal(["leadSocialWorker", "serviceManager"], told.Select(one => one.To.Code));
        Assert.Equal(["police", "health"], Assert.IsType<EnquiryNoticeUntakenNotice>(told[0].Data).Untaken);
        Assert.Empty(driver.ToldOf("overdue"));
    }

    [Theory]
    [InlineData("2027-02-17 09:00", 1, Role.ServiceManager)]
    [InlineData("2027-02-19 09:00", 2, Role.ServiceManager)]
    [InlineData("2027-02-24 09:00", 3, Role.HeadOfService)]
    [Obligation("N-14")]
    public void Escalation_StillNotTaken_AsksWhoMayClose(string until, int tier, Role role)
    {
        var asked = Escalation(Untaken("police").AdvanceTo(until));

        Assert.Equal((tier, role), (asked.Tier, asked.Role));
        Assert.StartsWith(
            "These agencies have not taken the notice that the case is to close: police. Ring them", asked.Rule, StringComparison.Ordinal);
    }

    [Fact]
    [Obligation("N-14")]
    public void Escalation_TakenMeanwhile_ClosesOnTheDayOfTheLook()
    {
        var driver = Untaken("police").AdvanceTo("2027-02-17 12:00");
        driver.Untaken = [];

        driver.AdvanceTo("2027-02-19 12:00");

        Assert.Equal(new CaseClosure(Date("2027-02-19"), CaseOutcome.Section47NoFurtherAction, "RC7"), driver.State.Closure);
        Assert.Equal(DeadlineStatus.MetLate, driver.Get("noConferenceObjection-1").Status);
        Assert.Empty(driver.State.Approvals);
    }

    [Fact]
    [Obligation("N-14")]
    public void Decide_ApprovedAfterRinging_ClosesOnTheDayOfTheDecision()
    {
        var driver = Untaken("police").AdvanceTo("2027-02-17 12:00");

        driver.Raise("2027-02-18", Deciding.On(Escalation(driver), ApprovalVerdict.Approve), actor: "sm.1", role: Role.ServiceManager);

        Assert.Equal(new CaseClosure(Date("2027-02-18"), CaseOutcome.Section47NoFurtherAction, "RC7"), driver.State.Closure);
        Assert.Empty(driver.State.Approvals);
    }

    [Theory]
    [InlineData(ApprovalVerdict.Decline)]
    [InlineData(ApprovalVerdict.Return)]
    public void Decide_NotApproved_TheEnquiryGoesOnAndMayEndAgain(ApprovalVerdict verdict)
    {
        var driver = Untaken("police").AdvanceTo("2027-02-17 12:00");

        driver.Raise("2027-02-18", Deciding.On(Escalation(driver), verdict), actor: "sm.1", role: Role.ServiceManager);

        Assert.Equal((CaseStage.Section47, null), (driver.Stage, driver.State.Enquiry!.Proposed));
        Assert.Equal(DeadlineStatus.Cancelled, driver.Get("noConferenceObjection-1").Status);
        Assert.Equal(CaseStage.ConferencePending, driver.Raise("2027-02-18", Sample.ConferenceNeeded()).Stage);
    }

    [Fact]
    public void Decide_ByTheTeamManagerOrWithALaterDay_IsRefused()
    {
        var driver = Untaken("police").AdvanceTo("2027-02-17 12:00");
        var asked = Escalation(driver);

        var later = Deciding.On(asked, ApprovalVerdict.Approve, "2027-02-20");
        Assert.Equal("/recoverBy", driver.Refuse("2027-02-18", later, actor: "sm.1", role: Role.ServiceManager).Field);
        var byManager = driver.Refuse(
            "2027-02-18", Deciding.On(asked, ApprovalVerdict.Approve), actor: "mgr.1", role: Role.TeamManager);
        Assert.EndsWith("It waits for a service manager or a head of service.", byManager.Reason, StringComparison.Ordinal);
    }

    [Fact]
    [Obligation("N-14")]
    public void Escalation_AnAgencyAsksForTheConferenceAfterAll_IsWithdrawn()
    {
        var driver = Untaken("police").AdvanceTo("2027-02-17 12:00").Raise(
            "2027-02-18",
            new ConferenceRequested { ConferenceType = ConferenceType.Initial, SupportedBySeniorManager = true },
            actor: "police.1",
            role: Role.Agency);

        Assert.Equal((CaseStage.ConferencePending, 0), (driver.Stage, driver.State.Approvals.Count));
        Assert.Equal(Date("2027-02-22"), driver.Owed("icpc").DueOn);
    }

    [Fact]
    public void Due_NobodyLooked_IsNotDecided()
    {
        var state = Untaken().AdvanceTo("2027-02-16 12:00").State;
        var due = Assert.IsType<CheckpointSignal>(state.NextCheckpoint());

        Assert.Equal(state.Enquiry!.ToldBy, due.Question?.NoticesOf);
        Assert.IsType<Ignored>(CaseLifecycle.Decide(state, due with { Question = null }, Context(state, due)));
    }

    [Fact]
    public void Due_AgreedToByAnEarlierRelease_ClosesAsItDid()
    {
        var state = Untaken().AdvanceTo("2027-02-16 12:00").State;
        state = state with { Enquiry = state.Enquiry! with { ToldBy = null } };
        var due = Assert.IsType<CheckpointSignal>(state.NextCheckpoint());

        Assert.Null(due.Question);
        var closed = Assert.IsType<Accepted>(CaseLifecycle.Decide(state, due, Context(state, due)));
        Assert.Equal(Date("2027-02-16"), closed.State.Closure!.On);
    }

    private static CaseContext Context(CaseState state, CheckpointSignal due) =>
        CaseContext.Of(ObjectionCases.WithObjection, state.Profile, due.At);

    private static CaseDriver Untaken(params string[] agencies)
    {
        var driver = ObjectionCases.ClosingAgreed();
        driver.Untaken = agencies;
        return driver;
    }

    private static Approval Escalation(CaseDriver driver) =>
        Assert.Single(driver.State.Approvals, one => one.About.DeadlineId == "noConferenceObjection-1");
}
