using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Emergency;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;
using static ChildProtection.Domain.Tests.Oversight.PolicyChanges;

namespace ChildProtection.Domain.Tests.Oversight;

/// <summary>E51: another profile, or another version of it, in mid-case.</summary>
public sealed class ProfileChangeTests
{
    [Fact]
    public void Profile_ToGuernseyAndBack_CountsByEachAndOwesWhatEachAsks()
    {
        var driver = Outline();
        Change(driver, "2026-02-26", To("S1-GUERNSEY"));
        Assert.Equal(new ProfileStamp("S1-GUERNSEY", "1.0", "GG", "2026.1"), driver.State.Profile);
        Assert.Equal(
            (Date("2026-03-06"), Date("2026-05-24")), (driver.Owed("cgFirst").DueOn, driver.Owed("assessmentByFirstReview").DueOn));
        Assert.StartsWith(
            "Counted again on 26 Feb 2026 by profile S1-GUERNSEY 1.0 and calendar GG 2026.1. The conference was on "
            + "Tuesday 24 February 2026. This must be done within 10 calendar days.",
            driver.Owed("cgFirst").Explanation,
            StringComparison.Ordinal);
        Change(driver, "2026-02-27", To("EN-WT2023"));
        Assert.Equal(Date("2026-03-10"), driver.Owed("cgFirst").DueOn);
        Assert.Equal(DeadlineStatus.Cancelled, driver.Get("assessmentByFirstReview-1").Status);
        Assert.Equal(
            ["cgFirst-1", "cgFirst-2", "cgFirst-3"],
            driver.Deadlines.Where(deadline => deadline.Kind == "cgFirst").Select(deadline => deadline.Id));
    }

    [Fact]
    public void Profile_ToOneWithAWindow_OpensTheWindow()
    {
        var driver = Meeting(Period.Weeks(9))
            .Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-15"));
        Assert.Equal((Date("2026-04-17"), null), (driver.Owed("cgSecond").DueOn, driver.Owed("cgSecond").EarliestOn));
        Change(driver, "2026-03-09", To("S4-GREENWICH"));
        Assert.Equal((Date("2026-05-08"), Date("2026-04-17")), (driver.Owed("cgSecond").DueOn, driver.Owed("cgSecond").EarliestOn));
    }

    [Fact]
    public void Profile_ToSouthWestAfterTheFirstReview_CountsTheNextCoreGroupFromTheReview()
    {
        var driver = Meeting(Period.Months(2))
            .Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-15"))
            .Raise("2026-04-15", Sample.CoreGroup())
            .Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue));
        Assert.Equal(Date("2026-05-27"), driver.Owed("cgLaterBeforeFirstReview").DueOn);
        Change(driver, "2026-05-21", To("S3-SOUTHWEST"));
        Assert.Equal(Date("2026-07-20"), driver.Owed("cgLaterAfterFirstReview").DueOn);
        Assert.Equal(DeadlineStatus.Superseded, driver.Get("cgLaterBeforeFirstReview-1").Status);
    }

    [Fact]
    public void Profile_NewVersion_IsForCasesThatBeginUnlessACaseIsMovedToIt()
    {
        var driver = Outline();
        driver.Catalogue = ProcedureCatalogue.With(
            [
                new(
                    "own.json",
                    """
                    { "id": "EN-WT2023", "version": "1.1", "title": "England, with a stricter core group",
                      "base": "EN-WT2023", "baseVersion": "1.0",
                      "parameters": { "cgFirst": { "value": 5, "unit": "workingDays", "source": ["local"] } } }
                    """),
            ],
            []);
        Assert.Equal("1.1", CaseDriver.Open("2026-02-02 10:15", catalogue: driver.Catalogue).State.Profile.Version);
        Assert.Equal(("1.0", Date("2026-03-10")), (driver.State.Profile.Version, driver.Owed("cgFirst").DueOn));
        Change(driver, "2026-02-26", To("EN-WT2023", "1.1"));
        Assert.Equal(("1.1", Date("2026-03-03")), (driver.State.Profile.Version, driver.Owed("cgFirst").DueOn));
        Assert.Equal("Profile changed from EN-WT2023 1.0 to EN-WT2023 1.1; 1 open deadline changed", driver.Facts.Last().Summary);
    }

    /// <summary>
    /// Guernsey has no police protection of seventy-two hours, but the one that runs ends when it ends; the legal route is the new one at
    /// once.
    /// </summary>
    [Fact]
    public void Profile_ToAnotherLaw_LetsWhatTheFormerLawBeganRunToItsEnd()
    {
        var driver = Outline().Raise("2026-02-26 16:00", new PoliceProtectionTaken { StartedAt = CaseDriver.Local("2026-02-26 15:00") })
            .Raise("2026-02-26 17:00", new LegalPlanningRequested { Urgent = true });
        var before = driver.Owed("policeProtection");
        Change(driver, "2026-02-26 18:00", To("S1-GUERNSEY"));
        Assert.Equal(
            (before.Id, Instant("2026-03-01T15:00:00Z")), (driver.Owed("policeProtection").Id, driver.Owed("policeProtection").DueAt));
        Assert.True(driver.State.Regions.Legal.ThroughConvenor);
        // What was asked for urgently is counted by the new profile's urgent value: ten working days in England, one in Guernsey.
        Assert.Equal(
            (Date("2026-03-12"), Date("2026-02-27")),
            (driver.Get("legalPlanningMeeting-1").DueOn, driver.Owed("legalPlanningMeeting").DueOn));
    }

    [Theory]
    [InlineData("XX", "1.0", "/data/profileId", "EN-WT2023")]
    [InlineData("S2-COUNCIL", "9.0", "/data/version", "S2-COUNCIL: 1.0")]
    [InlineData("EN-WT2023", "1.0", null, "runs under EN-WT2023 1.0 already")]
    public void Profile_ThatIsNotThereOrInForceAlready_IsRefused(string id, string version, string? field, string said)
    {
        var rejected = Outline().Refuse("2026-02-26", To(id, version), actor: "admin.1", role: Role.Administrator);
        Assert.Equal(field, rejected.Field);
        Assert.Contains(said, rejected.Reason, StringComparison.Ordinal);
    }
}
