using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Legal.Guernsey;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Transfer;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Closure;

/// <summary>
/// Every way in which a case ends (domain 3.7), with the end of its plan and its census code. T-9, T-10, T-11 and T-14 have tests of their
/// own.
/// </summary>
public sealed class TerminalOutcomesTests
{
    private static readonly Dictionary<string, Func<CaseDriver>> Ends = new()
    {
        ["T-1"] = () => SampleCases.Referred().Raise("2026-02-03", Sample.Decision(ReferralOutcome.NoFurtherAction)),
        ["T-2"] = () => Assessed(AssessmentConclusion.NoFurtherAction),
        ["T-3"] = () => Assessed(AssessmentConclusion.EarlyHelp),
        ["T-4"] = () => SampleCases.Section47().AsManager("2026-02-13", Sample.NoConference(EnquiryNext.Close)),
        ["T-5"] = () => SampleCases.Booked().Raise("2026-02-24", Sample.Initial(ConferenceDecision.NoFurtherAction)),
        ["T-6"] = () => SampleCases.PlanActive().Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.None)),
        ["T-7"] = () => SampleCases.StepDownCin().Raise("2026-06-16", new CinPlanEnded { Reason = Sample.Words }),
        ["T-8"] = () =>
            SampleCases
                .TransferredOut()
                .Raise(
                    "2026-05-11", new ReceivingConferenceHeld { PlanMade = true, ResponsibilityAcceptedInWritingOn = Date("2026-05-08") }),
        ["T-12"] = () =>
            SampleCases.StepDownCin().Raise("2026-06-16", new LeftUkPermanently { CountryNotified = true, AgenciesConsulted = [] }),
        ["T-13"] = () =>
            SampleCases.PlanActive().Raise("2026-04-20", new ChildDied { VerifiedByCertificate = true }, occurredOn: "2026-04-18"),
    };

    [Theory]
    [InlineData("T-1", CaseOutcome.ReferralNoFurtherAction, null, "2026-02-03", null)]
    [InlineData("T-2", CaseOutcome.AssessedNoFurtherAction, "RC8", "2026-02-17", null)]
    [InlineData("T-3", CaseOutcome.AssessedEarlyHelp, "RC9", "2026-02-17", null)]
    [InlineData("T-4", CaseOutcome.Section47NoFurtherAction, "RC7", "2026-02-13", null)]
    [InlineData("T-5", CaseOutcome.ConferenceNoPlan, "RC7", "2026-02-24", null)]
    [InlineData("T-6", CaseOutcome.PlanEnded, "RC7", "2026-05-20", "2026-05-20")]
    [InlineData("T-7", CaseOutcome.StepDownEnded, "RC7", "2026-06-16", "2026-05-20")]
    [InlineData("T-8", CaseOutcome.Transferred, "RC5", "2026-05-11", "2026-05-11")]
    [InlineData("T-12", CaseOutcome.LeftUk, "RC7", "2026-06-16", "2026-05-20")]
    [InlineData("T-13", CaseOutcome.Died, "RC2", "2026-04-20", "2026-04-18")]
    public void Outcome_OfTheTable_HasItsDateCodeAndPlanEnd(string row, CaseOutcome outcome, string? code, string closedOn, string? planEnd)
    {
        // T-13: the death keeps its day; the move recorded for 20 April makes that the day of closure.
        var driver =
            row == "T-13"
                ? SampleCases.TransferredOut().Raise("2026-04-21", new ChildDied { VerifiedByCertificate = true }, occurredOn: "2026-04-18")
                : Ends[row]();
        Assert.Equal((CaseStage.Closed, new CaseClosure(Date(closedOn), outcome, code)), (driver.Stage, driver.State.Closure));
        Assert.Equal(planEnd is null ? null : Date(planEnd), driver.State.Plan?.EndedOn);
    }

    /// <summary>
    /// T-15: whatever ends a case of Guernsey, the census of England has no code for it; it has one for the same case of England.
    /// </summary>
    [Theory]
    [InlineData("S1-GUERNSEY", "review", CaseOutcome.PlanEnded, null)]
    [InlineData("S1-GUERNSEY", "compulsory", CaseOutcome.PlanEnded, null)]
    [InlineData("S1-GUERNSEY", "left", CaseOutcome.LeftUk, null)]
    [InlineData("S1-GUERNSEY", "died", CaseOutcome.Died, null)]
    [InlineData("S1-GUERNSEY", "manager", CaseOutcome.ClosedByManager, null)]
    [InlineData("S3-SOUTHWEST", "review", CaseOutcome.PlanEnded, "RC7")]
    [InlineData("S3-SOUTHWEST", "left", CaseOutcome.LeftUk, "RC7")]
    [InlineData("S3-SOUTHWEST", "died", CaseOutcome.Died, "RC2")]
    [InlineData("S3-SOUTHWEST", "manager", CaseOutcome.ClosedByManager, "RC7")]
    public void Outcome_OfAProfile_HasACensusCodeInEnglandAlone(string profile, string end, CaseOutcome outcome, string? code)
    {
        var driver = Around.PlanActive(profile);
        if (end == "compulsory")
            driver
                .Raise("2026-04-01", new ConvenorReferralMade())
                .Raise("2026-04-08", new ConvenorDecision { Outcome = ConvenorOutcome.TribunalHearing })
                .Raise("2026-04-29", new TribunalDecision { GroundsAccepted = true, Outcome = InterventionOutcome.CompulsoryIntervention });
        _ = end switch
        {
            "died" => driver.Raise("2026-05-20", new ChildDied { VerifiedByCertificate = true }),
            "manager" => driver
                .Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.ChildInNeed))
                .Raise("2026-06-16", Sample.CaseClosed()),
            "left" => driver
                .Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.ChildInNeed))
                .Raise("2026-06-16", new LeftUkPermanently { CountryNotified = true, AgenciesConsulted = [] }),
            _ => driver.Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.None)),
        };
        Assert.Equal((outcome, code), (driver.State.Closure!.Outcome, driver.State.Closure.CensusCode));
    }

    [Fact]
    public void Died_KnownAfterThePlanEnded_NoPlanEndsOrBeginsAfterTheDeath()
    {
        // Rules 8920, 8915: the review of 20 May ended the plan of a child who had died on 6 May, and a Child in Need plan began.
        var driver = SampleCases
            .StepDownCin()
            .Raise("2026-05-26", new ChildDied { VerifiedByCertificate = true }, occurredOn: "2026-05-06");
        Assert.Equal((Date("2026-05-06"), null, CaseStage.Closed), (driver.State.Plan!.EndedOn!.Value, driver.State.CinPlan, driver.Stage));
        Assert.Contains(driver.Warnings, warning => warning.Contains("ended with the death", StringComparison.Ordinal));
    }

    [Fact]
    public void Died_OnAPlan_CancelsAllButClosureWork()
    {
        var driver = Ends["T-13"]();
        Assert.Equal((Date("2026-04-18"), Date("2026-04-18")), (driver.State.Child.DiedOn!.Value, driver.State.Plan!.EndedOn!.Value));
        Assert.All(
            driver.State.Deadlines,
            deadline => Assert.Contains(deadline.Kind, (string[])["decisionLetter", "conferenceRecord", "cgNotes", "endNotification"]));
        Assert.Contains(driver.Told, one => one.Kind.Name == "childStatusChanged" && one.To.Agency == "school");
    }

    [Fact]
    public void Died_BeforeThePlanBegan_ThePlanIsNotCounted()
    {
        // Rules 8915, 8920, 8840.
        var driver = SampleCases.OutlinePlan().Raise("2026-02-26", new ChildDied(), occurredOn: "2026-02-24");
        Assert.Equal((null, Date("2026-02-24"), CaseStage.Closed), (driver.State.Plan, driver.State.Child.DiedOn!.Value, driver.Stage));
        Assert.Contains(driver.Warnings, warning => warning.Contains("never ran", StringComparison.Ordinal));
    }

    [Fact]
    public void Died_BeforeTheBirth_IsInvalid() =>
        Assert.Equal("census rule 8920", SampleCases.PlanActive().Refuse("2026-04-20", new ChildDied(), occurredOn: "2019-05-13").Rule);

    [Fact]
    [Obligation("S1-28"), Obligation("S1-29"), Obligation("S1-48")]
    public void Placed_AwayFromHome_ThePlanAndItsWorkGoOn()
    {
        foreach (var placement in (PlacementKind[])[PlacementKind.ExtendedFamily, PlacementKind.FosterCare, PlacementKind.Residential])
        {
            var driver = SampleCases.PlanActive();
            Assert.Equal(
                "S1-48",
                driver.Refuse("2026-03-10", new PlacementChanged { Placement = placement, TherapeuticWorkContinues = false }).Rule);
            var owed = driver.State.Deadlines.Select(deadline => deadline.Id).ToArray();
            driver.Raise("2026-03-10", new PlacementChanged { Placement = placement, TherapeuticWorkContinues = true });
            Assert.Equal((placement, true), (driver.State.Regions.Placement.Kind, driver.State.PlanInForce));
            Assert.Subset(driver.State.Deadlines.Select(deadline => deadline.Id).ToHashSet(), owed.ToHashSet());
        }
    }

    private static CaseDriver Assessed(AssessmentConclusion conclusion) =>
        SampleCases
            .Assessing()
            .Raise("2026-02-16", Sample.Assessment(conclusion, "18B"))
            .Raise("2026-02-17", new AssessmentCounterSigned(), actor: "mgr.1", role: Role.TeamManager);
}
