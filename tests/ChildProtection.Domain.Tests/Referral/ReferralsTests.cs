using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Referral;

public sealed class ReferralsTests
{
    [Fact]
    public void Open_LateInTheEvening_BelongsToTheLocalDay()
    {
        // R8: 23:30 on 29 March 2026 is summer time already; the referral is of the 29th, not of the 30th.
        var driver = CaseDriver.Open("2026-03-29 23:30");
        Assert.Equal(Date("2026-03-29"), driver.State.Referral.ReceivedOn);
        Assert.Equal(Date("2026-03-30"), driver.Owed("referralDecision").DueOn);
        Assert.Equal(Instant("2026-03-30T22:59:59Z"), driver.Owed("referralDecision").DueAt);
    }

    [Fact]
    public void Open_State_HoldsIdsDatesAndCodes()
    {
        var state = CaseDriver.Open("2026-02-02 10:15", previousPlans: 2).State;
        Assert.Equal(
            ("C-1001", Date("2019-05-14"), "2A", "N1", "north", 2L, 1L),
            (
                state.Child.LocalId,
                state.Child.DateOfBirth!.Value,
                state.Referral.Source,
                state.Referral.PrimaryNeed,
                state.Team,
                (long)state.PreviousPlans,
                state.Sequence));
        Assert.Equal("EN-WT2023", state.Profile.Id);
        Assert.Equal("ENG", state.Profile.CalendarId);
    }

    [Fact]
    public void Open_EarlierPlans_AreSaid() =>
        Assert.Contains(
            CaseDriver.Open("2026-02-02 10:15", previousPlans: 2).Warnings,
            warning => warning.Contains("2 earlier", StringComparison.Ordinal));

    [Theory]
    [InlineData("2026-02-02 10:15", "2026-02-01 12:00", "2019-05-14", null, "/receivedAt")]
    [InlineData("2019-12-31 10:15", "2026-02-01 12:00", "2019-05-14", null, "/receivedAt")]
    [InlineData("2026-02-02 10:15", "2026-02-02 12:00", "2019-05-14", "2026-08-01", "/child/dateOfBirth")]
    [InlineData("2026-02-02 10:15", "2026-02-02 12:00", null, null, "/child/dateOfBirth")]
    [InlineData("2026-02-02 10:15", "2026-02-02 12:00", "2026-02-03", null, "/child/dateOfBirth")]
    public void Open_ImpossibleDates_AreInvalid(string received, string now, string? born, string? expected, string field)
    {
        var referral = Sample.Referral();
        var child = referral.Child with
        {
            DateOfBirth = born is null ? null : Date(born),
            ExpectedDateOfBirth = expected is null ? null : Date(expected),
        };
        var rejected = Assert.IsType<Rejected>(CaseDriver.Refer(received, 0, referral with { Child = child }, now));
        Assert.Equal((RejectionKind.Invalid, field), (rejected.Kind, rejected.Field));
    }

    [Fact]
    public void Open_UnbornChild_HasAnExpectedDateOnly()
    {
        var referral = Sample.Referral();
        var child = referral.Child with { DateOfBirth = null, Sex = "U", ExpectedDateOfBirth = Date("2026-08-20") };
        Assert.Equal(
            Date("2026-08-20"), CaseDriver.Open("2026-04-27 10:00", 0, referral with { Child = child }).State.Child.ExpectedDateOfBirth);
    }

    [Theory]
    [InlineData(ReferralOutcome.NoFurtherAction, CaseStage.Closed, "")]
    [InlineData(ReferralOutcome.EarlyHelp, CaseStage.Closed, "")]
    [InlineData(ReferralOutcome.Assess, CaseStage.Assessing, "assessment")]
    [InlineData(ReferralOutcome.StrategyDiscussion, CaseStage.StrategyPending, "assessment,strategyDiscussion")]
    [Obligation("S0-02")]
    public void Decide_Report_LeadsToInvolvementOrToNone(ReferralOutcome outcome, CaseStage stage, string owed)
    {
        var driver = SampleCases.Referred();
        Assert.Equal(Date("2026-02-03"), driver.Owed("referralDecision").DueOn);
        driver.Raise("2026-02-03", Sample.Decision(outcome));
        Assert.Equal(
            (stage, owed),
            (
                driver.Stage,
                string.Join(
                    ',',
                    driver
                        .State.Deadlines.Select(deadline => deadline.Kind)
                        .Where(kind => kind != "eighteenthBirthday")
                        .Order(StringComparer.Ordinal))));
    }

    [Theory]
    [InlineData(ReferralOutcome.NoFurtherAction)]
    [InlineData(ReferralOutcome.EarlyHelp)]
    public void Decide_NoFurtherActionOrEarlyHelp_ClosesWithoutCode(ReferralOutcome outcome)
    {
        var driver = SampleCases.Referred().Raise("2026-02-03", Sample.Decision(outcome));
        Assert.Equal(new CaseClosure(Date("2026-02-03"), CaseOutcome.ReferralNoFurtherAction, null), driver.State.Closure);
    }

    [Fact]
    public void Decide_Twice_IsNotAllowed() =>
        Assert.Equal(RejectionKind.NotAllowed, SampleCases.Assessing().Refuse("2026-02-04", Sample.Decision(ReferralOutcome.Assess)).Kind);

    [Theory]
    [InlineData("2026-02-01")]
    [InlineData("2026-02-04")]
    public void Decide_BeforeTheReferralOrInTheFuture_IsInvalid(string occurredOn)
    {
        // Rules 2889, 1104, 1105: nothing happens before the referral. Domain 3.2: nothing happens tomorrow.
        var rejected = SampleCases.Referred().Refuse("2026-02-03", Sample.Decision(ReferralOutcome.Assess), occurredOn);
        Assert.Equal((RejectionKind.Invalid, "/occurredOn"), (rejected.Kind, rejected.Field));
    }

    [Theory]
    [InlineData(ReferralOutcome.Assess, CaseStage.StrategyPending)]
    [InlineData(ReferralOutcome.StrategyDiscussion, CaseStage.StrategyPending)]
    public void Decide_AfterAnImmediateConcern_StaysWithTheDiscussionAndOpensTheAssessment(ReferralOutcome outcome, CaseStage stage)
    {
        var driver = SampleCases.Referred().Raise("2026-02-02 18:00", Sample.Concern());
        Assert.True(driver.State.Has("referralDecision"));
        driver.Raise("2026-02-03", Sample.Decision(outcome));
        Assert.Equal(stage, driver.Stage);
        Assert.Equal(Date("2026-04-08"), driver.Owed("assessment").DueOn);
        Assert.Equal(Date("2026-02-03"), driver.Owed("strategyDiscussion").DueOn);
        Assert.Equal(CaseStage.Assessing, driver.Raise("2026-02-03 14:00", Sample.Discussion(s47: false)).Stage);
    }

    [Theory]
    [InlineData(ReferralOutcome.NoFurtherAction)]
    [InlineData(ReferralOutcome.EarlyHelp)]
    public void Decide_NoFurtherActionAfterAConcernOrAnAssessment_IsNotAllowed(ReferralOutcome outcome)
    {
        // Rules 8831, 8832, 4000: a referral without further action has no activity.
        var concern = SampleCases.Referred().Raise("2026-02-02 18:00", Sample.Concern());
        Assert.Equal("census rules 8831, 8832, 4000", concern.Refuse("2026-02-03", Sample.Decision(outcome)).Rule);
        var assessed = concern.Raise("2026-02-03", new AssessmentStarted()).Raise("2026-02-03 13:00", Sample.Discussion(s47: false));
        Assert.Equal(CaseStage.Referred, assessed.Stage);
        Assert.Equal("census rules 8831, 8832, 4000", assessed.Refuse("2026-02-03 14:00", Sample.Decision(outcome)).Rule);
    }

    [Fact]
    public void Decide_AfterTheAssessmentWasSigned_HasItsDeadlineMetOnThatDay()
    {
        var driver = SampleCases
            .Referred()
            .Raise("2026-02-02 18:00", Sample.Concern())
            .Raise("2026-02-03", Sample.Discussion())
            .Raise("2026-02-09", Sample.Assessment(AssessmentConclusion.ChildInNeed))
            .Raise("2026-02-10", new AssessmentCounterSigned(), actor: "mgr.1")
            .Raise("2026-02-12", Sample.Decision(ReferralOutcome.Assess));
        Assert.Equal(CaseStage.Section47, driver.Stage);
        Assert.Equal(Date("2026-02-10"), driver.Get("assessment-1").MetOn);
    }
}
