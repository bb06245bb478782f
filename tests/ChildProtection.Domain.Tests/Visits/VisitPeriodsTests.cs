using ChildProtection.Domain.Conference;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Visits;

/// <summary>What a review asks of the visits since the last conference (T35), and what a visit's record says.</summary>
public sealed class VisitPeriodsTests
{
    private static readonly string[] Days = ["2026-03-10", "2026-03-24", "2026-04-07", "2026-04-21"];

    [Theory]
    [InlineData(0, 4, 1, "unannouncedVisit")]
    [InlineData(1, 1, 1, "seenAlone")]
    [InlineData(1, 2, 1, "")]
    [InlineData(2, 4, 0, "wishesAndFeelings")]
    [InlineData(0, 0, 0, "unannouncedVisit,seenAlone,wishesAndFeelings")]
    [Obligation("S2-32"), Obligation("S3-40"), Obligation("S4-23")]
    public void Review_OfFourVisits_AlertsLeadSocialWorkerAndChairToWhatIsMissing(int unannounced, int alone, int wishes, string missing)
    {
        var driver = SampleCases.PlanActive();
        foreach (var (day, index) in Days.Select((day, index) => (day, index)))
            driver.Raise(
                day,
                Sample.Visit() with
                {
                    Announced = index >= unannounced,
                    SeenAlone = index < alone,
                    WishesAndFeelings = index < wishes ? Sample.Words : null,
                });
        driver.AsChair("2026-05-20", Sample.Review(ConferenceDecision.Continue));
        var expected = missing.Split(',', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, driver.State.Regions.Visits.Alerts);
        Assert.Equal(expected.Length == 0 ? [] : ["leadSocialWorker", "conferenceChair"], driver.ToldOf("visitAlert"));
        Assert.Equal(expected.Length, driver.Warnings.Count);
        // A new period begins with the review.
        Assert.Equal(0, driver.State.Regions.Visits.Seen);
    }

    [Fact]
    public void Review_OpenedFirst_AlertsOnce()
    {
        var driver = SampleCases.PlanActive().AsChair("2026-05-20", Sample.Review(null));
        Assert.NotEmpty(driver.ToldOf("visitAlert"));
        Assert.Empty(driver.AsChair("2026-05-21", Sample.Review(ConferenceDecision.Continue)).ToldOf("visitAlert"));
    }

    [Fact]
    public void Visit_OfAPeriodThatWasReviewed_CountsForNone()
    {
        var driver = SampleCases
            .PlanActive()
            .AsChair("2026-05-20", Sample.Review(ConferenceDecision.Continue))
            .Raise("2026-05-21", Sample.Visit(), occurredOn: "2026-05-05");
        Assert.Equal(0, driver.State.Regions.Visits.Seen);
    }

    [Theory]
    [InlineData(VisitPlace.Home)]
    [InlineData(VisitPlace.School)]
    [Obligation("S2-31")]
    public void Visit_AtHomeOrAtSchool_CountsAlike(VisitPlace place)
    {
        var driver = SampleCases.PlanActive().Raise("2026-03-10", Sample.Visit(place: place));
        Assert.Equal((Date("2026-03-24"), 1), (driver.Owed("visit").DueOn, driver.State.Regions.Visits.Seen));
    }

    [Theory]
    [InlineData("2026-03-12", false)]
    [InlineData("2026-03-13", true)]
    [Obligation("S0-30")]
    public void Visit_RecordedLaterThanTwoWorkingDays_Warns(string recordedOn, bool late)
    {
        var driver = SampleCases
            .PlanActive()
            .Raise("2026-03-16", Sample.Visit() with { RecordedOn = Date(recordedOn) }, occurredOn: "2026-03-10");
        Assert.Equal(late, driver.Warnings.Any(warning => warning.Contains("recorded", StringComparison.Ordinal)));
    }
}
