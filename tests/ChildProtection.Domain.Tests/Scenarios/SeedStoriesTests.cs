using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Scenarios;

/// <summary>The deadlines of the stories of domain 7.3: one for each procedure that says something of its own.</summary>
public sealed class SeedStoriesTests
{
    [Fact]
    [Obligation("S2-22"), Obligation("S2-23"), Obligation("S2-26"), Obligation("S2-27")]
    public void Council_OverChristmasAndToTheSecondReview_HasTheDatesOfTheStory()
    {
        var expected = new Timeline(CaseDriver.Open("2025-12-08 10:00", referral: Sample.Referral() with { Profile = "S2-COUNCIL" }));
        expected
            .Raise("2025-12-09", Sample.Decision(ReferralOutcome.Assess))
            .Raise("2025-12-11", Sample.Concern())
            .Raise("2025-12-12", Sample.Discussion())
            .Due("icpc", "2026-01-07");
        expected
            .Raise("2025-12-17", Sample.ConferenceNeeded())
            .Raise("2025-12-18", Sample.Booked("2026-01-07"))
            .Due("reportToParentsBeforeIcpc", "2026-01-05");
        expected
            .Raise("2026-01-07", Sample.Plan("2026-01-19", "2026-03-31"))
            .Met("icpc-1", "2026-01-07")
            .Due("cgFirst", "2026-01-21")
            .Due("rcpcFirst", "2026-04-07");
        expected.Raise("2026-01-19", Sample.CoreGroup(1, "2026-03-02")).Met("cgFirst-1", "2026-01-19").Due("cgSecond", "2026-03-02");
        // 31 March and six months is 30 September: that month has no 31st.
        expected
            .Raise("2026-03-31", Sample.Review(ConferenceDecision.Continue))
            .Met("rcpcFirst-1", "2026-03-31")
            .Due("rcpcLater", "2026-09-30");
    }

    [Fact]
    [Obligation("S4-15"), Obligation("S4-16"), Obligation("S4-20")]
    public void Greenwich_CoreGroupsInTheirWindow_HasTheDatesOfTheStory()
    {
        var expected = new Timeline(CaseDriver.Open("2024-02-12 10:00", referral: Sample.Referral() with { Profile = "S4-GREENWICH" }));
        expected
            .Raise("2024-02-13", Sample.Decision(ReferralOutcome.Assess))
            .Raise("2024-02-14", Sample.Concern())
            .Raise("2024-02-15", Sample.Discussion())
            .Raise("2024-02-21", Sample.ConferenceNeeded())
            .Raise("2024-03-05", Sample.Plan("2024-03-18", "2024-06-05") with { CoreGroupFrequency = Period.Weeks(9) })
            .Due("cgFirst", "2024-03-19")
            .Due("rcpcFirst", "2024-06-05");
        expected.Raise("2024-03-18", Sample.CoreGroup(1, "2024-05-07")).Met("cgFirst-1", "2024-03-18").Due("cgSecond", "2024-05-20");
        Assert.Equal(Date("2024-04-29"), expected.Case.Owed("cgSecond").EarliestOn);
        var alerts = expected
            .Case.Owed("longPlanAlerts")
            .Checkpoints.Where(checkpoint => checkpoint.Kind == CheckpointKind.Reminder)
            .ToArray();
        // Mornings of 21 and 24 months, in winter time.
        Assert.Equal([Instant("2025-12-05T09:00:00Z"), Instant("2026-03-05T09:00:00Z")], alerts[^2..].Select(alert => alert.At));
        expected.Case.AdvanceTo("2024-04-29 09:00");
        Assert.Contains(
            expected.Case.Facts,
            fact =>
                fact.Type == "Reminder"
                && fact.Summary.StartsWith("Hold the second core group: due", StringComparison.Ordinal)
                && fact.OccurredOn == Date("2024-04-29"));
    }

    [Fact]
    [Obligation("S0-19")]
    public void Generic_ConferenceWithoutVisitInterval_IsIncompleteUntilItSaysOne()
    {
        var driver = CaseDriver
            .Open("2026-02-02 10:15", referral: Sample.Referral() with { Profile = "S0-GENERIC" })
            .Raise("2026-02-03", Sample.Decision(ReferralOutcome.Assess))
            .Raise("2026-02-04", Sample.Concern())
            .Raise("2026-02-05", Sample.Discussion())
            .Raise("2026-02-11", Sample.ConferenceNeeded())
            .Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20") with { VisitInterval = null });
        Assert.Equal(["visitInterval"], driver.State.Conference!.MissingFromOutcome);
        Assert.Equal(Date("2026-03-10"), driver.Owed("visit").DueOn);
        driver.Raise(
            "2026-02-25",
            Sample.Plan("2026-03-06", "2026-05-20") with
            {
                VisitInterval = Period.Weeks(1),
            },
            occurredOn: "2026-02-24");
        Assert.Equal((CaseStage.OutlinePlan, null), (driver.Stage, driver.State.Conference));
        Assert.Equal(Date("2026-03-03"), driver.Owed("visit").DueOn);
        Assert.Equal(DeadlineStatus.Superseded, driver.Get("visit-1").Status);
    }
}
