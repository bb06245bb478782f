using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Emergency;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Transfer;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Scenarios;

/// <summary>Scenario S-B of domain 7.1, from the police to care: exact hours, and a plan that a review ends.</summary>
public sealed class PoliceAndCareTests
{
    [Fact]
    public void Emergency_ThenInterimCare_TheReviewEndsThePlanAndNothingElseDoes()
    {
        var expected = OnAPlan();
        expected
            .Raise("2025-10-30 17:00", new PoliceProtectionTaken { StartedAt = Instant("2025-10-30T16:30:00Z") })
            .Stage(CaseStage.PlanActive)
            .Due("strategyDiscussion", "2025-10-31");
        Assert.Equal(Instant("2025-11-02T16:30:00Z"), expected.Case.Owed("policeProtection").DueAt);
        Assert.Equal(EmergencyStatus.PoliceProtection, expected.Case.State.Regions.Emergency.Status);

        expected
            .Raise(
                "2025-10-31 15:00",
                new EmergencyProtectionOrderMade { MadeAt = Instant("2025-10-31T14:00:00Z"), EndsAt = Instant("2025-11-08T12:00:00Z") })
            .Met("policeProtection-1", "2025-10-31");
        Assert.Equal(
            (Instant("2025-11-08T12:00:00Z"), Date("2025-11-08")),
            (expected.Case.Owed("emergencyProtectionOrder").DueAt, expected.Case.Owed("emergencyProtectionOrder").DueOn));
        expected.Raise("2025-10-31 16:00", Sample.Discussion(s47: false)).Stage(CaseStage.PlanActive);

        expected
            .Raise("2025-11-06", new OrderMade { OrderType = OrderType.InterimCare })
            .Raise("2025-11-06 13:00", new EmergencyEnded { EndedAt = Instant("2025-11-06T12:00:00Z") })
            .Met("emergencyProtectionOrder-1", "2025-11-06");
        expected
            .Raise("2025-11-06 14:00", new PlacementChanged { Placement = PlacementKind.FosterCare, TherapeuticWorkContinues = true })
            .Stage(CaseStage.PlanActive)
            .Due("rcpcFirst", "2025-12-23");
        Assert.True(expected.Case.State.PlanInForce);

        expected.Raise("2025-11-11", Sample.Review(ConferenceDecision.End, NextPlan.Care)).Stage(CaseStage.LookedAfter);
        Assert.Equal((Date("2025-11-11"), null), (expected.Case.State.Plan!.EndedOn!.Value, expected.Case.State.Closure));
        Assert.Equal(DeadlineStatus.Met, expected.Case.Get("rcpcFirst-1").Status);
        // A return asks for emergencies of the last six months.
        Assert.Equal(Date("2025-11-06"), expected.Case.State.Regions.Emergency.LastEndedOn);
    }

    private static Timeline OnAPlan()
    {
        var expected = new Timeline(CaseDriver.Open("2025-09-01 10:00")).Due("referralDecision", "2025-09-02");
        expected
            .Raise("2025-09-02", Sample.Decision(ReferralOutcome.StrategyDiscussion), "mgr.1")
            .Due("assessment", "2025-11-03")
            .Raise("2025-09-03", Sample.Discussion())
            .Due("icpc", "2025-09-24");
        expected
            .Raise("2025-09-10", Sample.ConferenceNeeded())
            .Raise("2025-09-23", Sample.Plan("2025-10-03", "2025-12-16", "PHY"))
            .Met("icpc-1", "2025-09-23")
            .Due("cgFirst", "2025-10-07")
            .Due("rcpcFirst", "2025-12-23");
        return expected.Raise("2025-10-03", Sample.CoreGroup(1, "2025-11-14")).Due("cgSecond", "2025-11-14").Due("cgNotes", "2025-10-10");
    }
}
