using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Scenarios;

/// <summary>Scenario S-J of domain 7.1: weekend, no further action, unsubstantiated, conference without plan.</summary>
public sealed class WeekendAndChristmasTests
{
    [Fact]
    public void J1_ReferralOnSaturdayWithoutFurtherAction_ClosesWithoutCensusCode()
    {
        var expected = new Timeline(CaseDriver.Open("2025-12-20 11:00")).Due("referralDecision", "2025-12-22");
        expected
            .Raise("2025-12-22", Sample.Decision(ReferralOutcome.NoFurtherAction), "mgr.1")
            .Met("referralDecision-1", "2025-12-22")
            .Stage(CaseStage.Closed);
        Assert.Equal(new CaseClosure(Date("2025-12-22"), CaseOutcome.ReferralNoFurtherAction, null), expected.Case.State.Closure);
        Assert.True(expected.Case.State.Finished);
        // Rules 8831, 8832, 4000: nothing may follow.
        foreach (var type in EventCatalogue.All)
            Assert.True(type.Indirect || !EventCatalogue.AllowedIn(expected.Case.State).Contains(type), type.Name);
        Assert.Equal(RejectionKind.NotAllowed, expected.Case.Refuse("2025-12-23", Sample.Concern()).Kind);
    }

    [Fact]
    [Obligation("S0-09")]
    public void J2_OverChristmas_CountsOnlyWorkingDaysAndEndsInChildInNeed()
    {
        var expected = J2();
        expected
            .Raise("2026-01-16", Sample.Initial(ConferenceDecision.ChildInNeed), "chair.1")
            .Met("icpc-1", "2026-01-16")
            .Stage(CaseStage.StepDownCin)
            .Due("cinReview", "2026-02-13")
            .Due("decisionLetter", "2026-01-19");
        Assert.Null(expected.Case.State.Plan);
        Assert.Equal(Date("2026-01-16"), expected.Case.State.CinPlan!.StartedOn);
    }

    [Fact]
    public void J2Variant_ConferenceOnSaturday_IsRefused()
    {
        var driver = J2().Case;
        var booking = driver.Refuse("2026-01-08", Sample.Booked("2026-01-17"));
        Assert.Equal((RejectionKind.Invalid, "/data/scheduledOn", "census rule 8875"), (booking.Kind, booking.Field, booking.Rule));
        var held = driver.Refuse("2026-01-17", Sample.Initial(ConferenceDecision.ChildInNeed));
        Assert.Equal((RejectionKind.Invalid, "/occurredOn", "census rule 8875"), (held.Kind, held.Field, held.Rule));
    }

    [Fact]
    public void J3_NotSubstantiatedAndNotInNeed_ClosesWithRC7NotRC8()
    {
        var expected = new Timeline(SampleCases.Section47())
            .Raise("2026-02-12", Sample.NoConference(EnquiryNext.Assessment))
            .Stage(CaseStage.Assessing);
        Assert.True(expected.Case.State.Enquiry!.ConferenceNotRequired);
        Assert.Equal(DeadlineStatus.Cancelled, expected.Case.Get("icpc-1").Status);
        // Rule 8869 and the guide: the enquiry of 5 February and the assessment of 3 February did not begin together.
        var none = expected.Case.Refuse(
            "2026-02-16",
            Sample.Assessment(AssessmentConclusion.NoFurtherAction, "21") with
            {
                StartedOn = Date("2026-02-03"),
            });
        Assert.Equal("/data/factors", none.Field);
        expected
            .Raise("2026-02-16", Sample.Assessment(AssessmentConclusion.NoFurtherAction, "18B"))
            .Raise("2026-02-17", new AssessmentCounterSigned(), "mgr.1")
            .Stage(CaseStage.Closed);
        Assert.Equal(new CaseClosure(Date("2026-02-17"), CaseOutcome.AssessedNoFurtherAction, "RC7"), expected.Case.State.Closure);
    }

    private static Timeline J2()
    {
        var expected = new Timeline(CaseDriver.Open("2025-12-24 14:00")).Due("referralDecision", "2025-12-29");
        expected
            .Raise("2025-12-24 15:00", Sample.Decision(ReferralOutcome.StrategyDiscussion), "mgr.1")
            .Stage(CaseStage.StrategyPending)
            .Due("strategyDiscussion", "2025-12-29")
            .Due("assessment", "2026-03-02");
        expected
            .Raise("2025-12-27", Sample.Discussion(), "mgr.1")
            .Met("strategyDiscussion-1", "2025-12-27")
            .Stage(CaseStage.Section47)
            .Due("icpc", "2026-01-19");
        return expected.Raise("2026-01-07", Sample.ConferenceNeeded()).Stage(CaseStage.ConferencePending);
    }
}
