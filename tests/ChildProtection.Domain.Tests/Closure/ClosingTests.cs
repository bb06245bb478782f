using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Closure;

public sealed class ClosingTests
{
    [Fact]
    public void Close_PapersOwed_StayOpenUntilTheyAreGiven()
    {
        var driver = SampleCases.PlanActive().Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.None));
        Assert.Equal(
            ["cgNotes", "conferenceRecord", "conferenceRecord", "decisionLetter", "decisionLetter", "endNotification"],
            driver.State.Deadlines.Select(deadline => deadline.Kind).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["ConferenceRecordIssued", "CoreGroupNotesCirculated", "DecisionLetterSent", "DutyWaived", "EndNoticesSent"],
            EventCatalogue.AllowedIn(driver.State).Where(type => !type.Indirect).Select(type => type.Name).Order(StringComparer.Ordinal));
        driver
            .Raise("2026-05-21", new DecisionLetterSent { ConferenceId = "conference-1" }, actor: "office.1", role: Role.BusinessSupport)
            .Raise("2026-05-21", new DecisionLetterSent(), actor: "office.1", role: Role.BusinessSupport)
            .Raise("2026-05-21", new ConferenceRecordIssued { ConferenceId = "conference-1" })
            .Raise("2026-05-21", new CoreGroupNotesCirculated())
            .Raise("2026-05-21", new EndNoticesSent());
        Assert.False(driver.State.Finished);
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-05-22", new DecisionLetterSent()).Kind);
        // The record is owed in a closed case too: its escalation comes.
        driver.AdvanceTo("2026-06-12 10:00");
        Assert.Equal((DeadlineStatus.Overdue, 1), (driver.Owed("conferenceRecord").Status, driver.Owed("conferenceRecord").Tier));
        driver.Raise("2026-06-12 11:00", new ConferenceRecordIssued());
        Assert.True(driver.State.Finished);
        Assert.DoesNotContain(EventCatalogue.AllowedIn(driver.State), type => !type.Indirect);
        Assert.Null(driver.State.NextCheckpointAt);
    }

    [Fact]
    public void Papers_BeforeTheConference_AreInvalid() =>
        Assert.Equal("/occurredOn", SampleCases.OutlinePlan().Refuse("2026-02-25", new DecisionLetterSent(), "2026-02-23").Field);

    [Theory]
    [InlineData("RC8")]
    [InlineData("RC9")]
    public void CloseByManager_RC8OrRC9_OnlyWithoutEnquiryOrPlan(string code)
    {
        // Rule 2990.
        Assert.Equal(code, SampleCases.Assessing().Raise("2026-02-10", Sample.CaseClosed(code)).State.Closure!.CensusCode);
        var enquired = SampleCases.Section47().Raise("2026-02-12", Sample.NoConference(EnquiryNext.Assessment));
        Assert.Equal(
            ("/data/closureCode", "census rule 2990"),
            (
                enquired.Refuse("2026-02-13", Sample.CaseClosed(code)).Field,
                enquired.Refuse("2026-02-13", Sample.CaseClosed(code)).Rule));
        Assert.Equal("census rule 2990", SampleCases.StepDownCin().Refuse("2026-05-21", Sample.CaseClosed(code)).Rule);
    }

    [Theory]
    [InlineData(CaseStage.StepDownCin)]
    [InlineData(CaseStage.LookedAfter)]
    public void CloseByManager_AfterAPlan_CancelsWhatIsNotOwed(CaseStage stage)
    {
        var driver = SampleCases.In(stage).Raise("2026-06-01", Sample.CaseClosed());
        Assert.Equal(new CaseClosure(Date("2026-06-01"), CaseOutcome.ClosedByManager, "RC7"), driver.State.Closure);
        Assert.Equal(DeadlineStatus.Cancelled, driver.Get("assessment-1").Status);
        Assert.Equal(
            ["cgNotes", "conferenceRecord", "conferenceRecord", "decisionLetter", "decisionLetter", "endNotification"],
            driver.State.Deadlines.Select(deadline => deadline.Kind).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(CaseStage.Referred)]
    [InlineData(CaseStage.StrategyPending)]
    [InlineData(CaseStage.Section47)]
    [InlineData(CaseStage.ConferencePending)]
    [InlineData(CaseStage.OutlinePlan)]
    [InlineData(CaseStage.PlanActive)]
    [InlineData(CaseStage.ReviewInSession)]
    public void CloseByManager_WithPlanEnquiryOrConference_IsNotAllowed(CaseStage stage) =>
        Assert.Equal(RejectionKind.NotAllowed, SampleCases.In(stage).Refuse("2026-06-01", Sample.CaseClosed()).Kind);

    [Fact]
    public void Close_BeforeTheLatestEvent_IsInvalid()
    {
        // Rule 8565. Rules 8805, 8810: date and reason go together, as one record.
        var driver = SampleCases.Assessing().Raise("2026-02-10", Sample.Visit());
        Assert.Equal("census rule 8565", driver.Refuse("2026-02-11", Sample.CaseClosed(), "2026-02-09").Rule);
    }
}
