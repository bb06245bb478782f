using ChildProtection.Domain.Emergency;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.Legal.Guernsey;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Legal;

/// <summary>
/// Legal planning, pre-proceedings, proceedings and orders (E33 to E35), and Guernsey's Convenor, tribunal and court (E36).
/// </summary>
public sealed class LegalStepsTests
{
    [Fact]
    [Obligation("S4-21")]
    public void England_FromPlanningToAnOrder_HasADeadlineAtEveryStep()
    {
        var expected = new Timeline(SampleCases.PlanActive())
            .Raise("2026-03-09", new LegalPlanningRequested())
            .Due("legalPlanningMeeting", "2026-03-23");
        Assert.Equal(LegalStatus.LegalPlanning, Status(expected));
        Assert.Equal(RejectionKind.NotAllowed, expected.Case.Refuse("2026-03-10", new LegalPlanningRequested()).Kind);
        expected
            .Raise("2026-03-20", new LegalPlanningHeld { Outcome = LegalPlanningOutcome.StartPreProceedings })
            .Met("legalPlanningMeeting-1", "2026-03-20");
        expected.Raise("2026-03-24", new PreProceedingsLetterSent()).Due("preProceedings", "2026-07-14");
        Assert.Equal(LegalStatus.PreProceedings, Status(expected));
        expected.Raise("2026-04-08", new PreProceedingsMeetingHeld()).Due("preProceedings", "2026-07-14");
        expected
            .Raise("2026-06-01", new PreProceedingsEnded { Outcome = PreProceedingsOutcome.Issue })
            .Met("preProceedings-1", "2026-06-01");
        expected
            .Raise("2026-06-05", new ProceedingsIssued { AppliedFor = OrderType.Care })
            .Due("careProceedings", "2026-12-04")
            .Stage(CaseStage.PlanActive);
        expected.Raise("2026-06-08", new OrderMade { OrderType = OrderType.InterimCare }).Due("careProceedings", "2026-12-04");
        Assert.Equal(LegalStatus.Proceedings, Status(expected));
        expected
            .Raise("2026-11-20", new OrderMade { OrderType = OrderType.Care })
            .Met("careProceedings-1", "2026-11-20")
            .Stage(CaseStage.PlanActive);
        Assert.Equal(
            (LegalStatus.OrderMade, OrderType.Care, Date("2026-11-20")),
            (Status(expected), expected.Case.State.Regions.Legal.Order, expected.Case.State.Regions.Legal.OrderOn));
    }

    [Fact]
    public void England_SteppedDown_CanBeginAgain()
    {
        var expected = new Timeline(SampleCases.PlanActive())
            .Raise("2026-03-24", new PreProceedingsLetterSent())
            .Raise("2026-04-24", new PreProceedingsEnded { Outcome = PreProceedingsOutcome.SteppedDown });
        Assert.Equal(LegalStatus.SteppedDown, Status(expected));
        expected
            .Raise("2026-05-05", new LegalPlanningRequested())
            .Raise("2026-05-06", new LegalPlanningHeld { Outcome = LegalPlanningOutcome.ContinuePlan });
        Assert.Equal(LegalStatus.None, Status(expected));
    }

    [Fact]
    [Obligation("S4-12")]
    public void PlanningHeld_SeparationRecommended_NeedsTheOptionsThatWereExplored()
    {
        var driver = SampleCases.PlanActive().Raise("2026-03-09", new LegalPlanningRequested());
        var issue = new LegalPlanningHeld { Outcome = LegalPlanningOutcome.Issue };
        Assert.Equal("/data/separationRecommended", driver.Refuse("2026-03-10", issue).Field);
        Assert.Equal(
            ("/data/optionsExplored", "S4-12"),
            (
                driver.Refuse("2026-03-10", issue with { SeparationRecommended = true }).Field,
                driver.Refuse("2026-03-10", issue with { SeparationRecommended = true }).Rule));
        driver.Raise("2026-03-10", issue with { SeparationRecommended = true, OptionsExplored = Sample.Words });
    }

    [Theory]
    [InlineData(OrderType.Adoption, CaseOutcome.Adopted, "RC1")]
    [InlineData(OrderType.ChildArrangements, CaseOutcome.ChildArrangements, "RC3")]
    [InlineData(OrderType.SpecialGuardianship, CaseOutcome.SpecialGuardianship, "RC4")]
    public void Order_NewFamilyForGood_EndsPlanAndCaseOnItsDay(OrderType order, CaseOutcome outcome, string code)
    {
        foreach (var stage in (CaseStage[])[CaseStage.PlanActive, CaseStage.LookedAfter])
        {
            var driver = SampleCases.In(stage).Raise("2026-06-10", new OrderMade { OrderType = order });
            Assert.Equal(new CaseClosure(Date("2026-06-10"), outcome, code), driver.State.Closure);
            Assert.Equal(stage == CaseStage.PlanActive ? Date("2026-06-10") : Date("2026-05-20"), driver.State.Plan!.EndedOn);
        }
    }

    [Fact]
    public void Order_WhereAConcernIsOpenOrTheCaseContinues_EndsNothing()
    {
        var order = new OrderMade { OrderType = OrderType.SpecialGuardianship };
        Assert.Equal(CaseStage.PlanActive, SampleCases.PlanActive().Raise("2026-04-10", order with { CaseContinues = true }).Stage);
        var enquired = SampleCases.Section47().Raise("2026-02-06", order);
        Assert.Equal(CaseStage.Section47, enquired.Stage);
        Assert.Contains(enquired.Warnings, warning => warning.StartsWith("A concern", StringComparison.Ordinal));
    }

    [Fact]
    [Obligation("S1-52")]
    public void Guernsey_ConvenorTribunalAndCourt_AreTheWayAndEnglandsIsNot()
    {
        var expected = new Timeline(Guernsey());
        foreach (
            var refused in (CaseEvent[])
                [
                    new PreProceedingsLetterSent(),
                    new ProceedingsIssued(),
                    new OrderMade { OrderType = OrderType.Care },
                    new PoliceProtectionTaken { StartedAt = CaseDriver.Local("2026-02-06 10:00") },
                ])
            Assert.Equal(RejectionKind.NotAllowed, expected.Case.Refuse("2026-02-06", refused).Kind);
        // By urgency: one working day, or ten.
        expected.Raise("2026-02-06", new LegalPlanningRequested { Urgent = true }).Due("legalPlanningMeeting", "2026-02-09");
        Assert.Equal(LegalStatus.ThresholdMeeting, Status(expected));
        Assert.Equal(
            "/data/outcome",
            expected.Case.Refuse("2026-02-09", new LegalPlanningHeld { Outcome = LegalPlanningOutcome.StartPreProceedings }).Field);
        expected.Raise("2026-02-09", new LegalPlanningHeld { Outcome = LegalPlanningOutcome.Issue, SeparationRecommended = false });
        Assert.Equal(LegalStatus.JuvenileCourt, Status(expected));
        expected.Raise("2026-02-20", new JuvenileCourtDecision { Outcome = InterventionOutcome.CompulsoryIntervention });
        Assert.Equal(LegalStatus.Decided, Status(expected));
        Assert.Equal(CaseStage.Section47, expected.Case.Stage);
    }

    [Fact]
    public void Guernsey_GroundsNotAccepted_GoToTheCourt()
    {
        var expected = new Timeline(Guernsey()).Raise("2026-02-06", new ConvenorReferralMade());
        Assert.Equal(LegalStatus.ConvenorReferred, Status(expected));
        Assert.Equal(RejectionKind.NotAllowed, expected.Case.Refuse("2026-02-07", new ConvenorReferralMade()).Kind);
        expected.Raise("2026-02-16", new ConvenorDecision { Outcome = ConvenorOutcome.TribunalHearing });
        Assert.Equal(
            "/data/outcome",
            expected
                .Case.Refuse(
                    "2026-02-20", new TribunalDecision { GroundsAccepted = false, Outcome = InterventionOutcome.CompulsoryIntervention })
                .Field);
        expected.Raise("2026-02-20", new TribunalDecision { GroundsAccepted = false, Outcome = InterventionOutcome.ReferredOn });
        Assert.Equal(LegalStatus.JuvenileCourt, Status(expected));
    }

    [Fact]
    public void England_HasNoConvenor() =>
        Assert.Equal(RejectionKind.NotAllowed, SampleCases.PlanActive().Refuse("2026-03-10", new ConvenorReferralMade()).Kind);

    private static CaseDriver Guernsey() =>
        CaseDriver
            .Open("2026-02-02 10:15", referral: Sample.Referral() with { Profile = "S1-GUERNSEY" })
            .Raise("2026-02-03", Sample.Decision(ReferralOutcome.StrategyDiscussion), actor: "mgr.1", role: Role.TeamManager)
            .Raise("2026-02-05", Sample.Discussion());

    private static LegalStatus Status(Timeline timeline) => timeline.Case.State.Regions.Legal.Status;
}
