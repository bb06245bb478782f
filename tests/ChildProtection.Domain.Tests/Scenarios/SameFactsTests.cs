using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Profiles;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Scenarios;

/// <summary>Scenario P-X of domain 7.2: the same facts under every profile, every cell of the table typed from it.</summary>
public sealed class SameFactsTests
{
    private const string Override = "S1-GUERNSEY-10WD";

    [Theory]
    [InlineData("EN-WT2023", "2026-06-05", "2026-06-05", 0)]
    [InlineData("S0-GENERIC", "2026-06-05", "2026-06-05", 0)]
    [InlineData("S1-GUERNSEY", "2026-05-31", "2026-05-29", 1)]
    [InlineData(Override, "2026-06-05", "2026-06-05", 0)]
    [InlineData("S2-COUNCIL", "2026-06-04", "2026-06-04", 0)]
    [InlineData("S3-SOUTHWEST", "2026-06-05", "2026-06-05", 0)]
    [InlineData("S4-GREENWICH", "2026-06-04", "2026-06-04", 0)]
    [Obligation("S1-10"), Obligation("S2-22"), Obligation("S3-52"), Obligation("S4-15")]
    public void FirstCoreGroup_HeldOnFirstOfJune_IsDueAndJudgedByTheProfile(string profile, string dueOn, string scheduleBy, int daysLate)
    {
        var driver = Conference(profile);
        var due = driver.Owed("cgFirst");
        Assert.Equal((Date(dueOn), Date(scheduleBy)), (due.DueOn, due.ScheduleBy));
        var held = FirstCoreGroup(driver).Get("cgFirst-1");
        Assert.Equal((daysLate == 0 ? DeadlineStatus.Met : DeadlineStatus.MetLate, daysLate), (held.Status, held.DaysLate));
        Assert.Equal(Date("2026-06-08"), driver.Owed("cgNotes").DueOn);
    }

    [Theory]
    [InlineData("EN-WT2023", null, "2026-07-13")]
    [InlineData("S0-GENERIC", null, "2026-07-13")]
    [InlineData("S1-GUERNSEY", null, "2026-07-13")]
    [InlineData(Override, null, "2026-07-13")]
    [InlineData("S2-COUNCIL", null, "2026-07-13")]
    [InlineData("S3-SOUTHWEST", null, "2026-07-13")]
    [InlineData("S4-GREENWICH", "2026-07-13", "2026-08-03")]
    [Obligation("S2-23"), Obligation("S3-53"), Obligation("S4-16")]
    public void SecondCoreGroup_HeldOnEighthOfJuly_IsInTimeEverywhere(string profile, string? earliestOn, string dueOn)
    {
        var driver = FirstCoreGroup(Conference(profile));
        var due = driver.Owed("cgSecond");
        Assert.Equal((earliestOn is null ? (DateOnly?)null : Date(earliestOn), Date(dueOn)), (due.EarliestOn, due.DueOn));
        Assert.Equal(earliestOn is not null, due.Explanation.Contains("expected from Monday 13 July 2026 on", StringComparison.Ordinal));
        Assert.Equal(
            earliestOn is not null,
            due.Checkpoints.Any(checkpoint =>
                checkpoint.Kind == CheckpointKind.Reminder && checkpoint.At == Instant("2026-07-13T08:00:00Z")));
        Assert.Equal(DeadlineStatus.Met, SecondCoreGroup(driver).Get("cgSecond-1").Status);
    }

    [Theory]
    [InlineData("EN-WT2023", null, "2026-08-19", "2026-08-19", 6)]
    [InlineData("S0-GENERIC", null, "2026-08-19", "2026-08-19", 6)]
    [InlineData("S1-GUERNSEY", null, "2026-08-19", "2026-08-19", 6)]
    [InlineData(Override, null, "2026-08-19", "2026-08-19", 6)]
    [InlineData("S2-COUNCIL", null, "2026-08-19", "2026-08-19", 6)]
    [InlineData("S3-SOUTHWEST", null, "2026-08-19", "2026-10-18", 0)]
    [InlineData("S4-GREENWICH", "2026-08-19", "2026-09-09", "2026-09-09", 0)]
    [Obligation("S3-54"), Obligation("S4-16"), Obligation("S2-23")]
    public void ThirdCoreGroup_AcrossTheFirstReview_IsCountedAsTheProfileSays(
        string profile, string? earliestOn, string before, string after, int daysLate)
    {
        var driver = SecondCoreGroup(FirstCoreGroup(Conference(profile)));
        var third = driver.Owed("cgLaterBeforeFirstReview");
        Assert.Equal((earliestOn is null ? (DateOnly?)null : Date(earliestOn), Date(before)), (third.EarliestOn, third.DueOn));
        FirstReview(driver);
        var owed = Assert.Single(driver.State.Deadlines, deadline => DeadlineKinds.CoreGroupMeetings.Contains(deadline.Kind));
        Assert.Equal(Date(after), owed.DueOn);
        if (before != after)
        {
            Assert.Equal((DeadlineStatus.Superseded, Date("2026-10-16")), (driver.Get(third.Id).Status, owed.ScheduleBy));
            Assert.Equal(new DeadlineAnchor("ConferenceHeld", Date("2026-08-18")), owed.Anchor);
        }

        var held = ThirdCoreGroup(driver).Get(owed.Id);
        Assert.Equal((daysLate == 0 ? DeadlineStatus.Met : DeadlineStatus.MetLate, daysLate), (held.Status, held.DaysLate));
    }

    [Theory]
    [InlineData("EN-WT2023", null, "2026-10-06", "2026-10-06")]
    [InlineData("S0-GENERIC", null, "2026-10-06", "2026-10-06")]
    [InlineData("S1-GUERNSEY", null, "2026-10-06", "2026-10-06")]
    [InlineData(Override, null, "2026-10-06", "2026-10-06")]
    [InlineData("S2-COUNCIL", null, "2026-10-06", "2026-10-06")]
    [InlineData("S3-SOUTHWEST", null, "2026-10-25", "2026-10-23")]
    [InlineData("S4-GREENWICH", "2026-10-06", "2026-10-27", "2026-10-27")]
    [Obligation("S3-54"), Obligation("S4-16")]
    public void FourthCoreGroup_AfterTheReview_IsCountedFromTheThird(string profile, string? earliestOn, string dueOn, string scheduleBy)
    {
        var next = Whole(profile).Owed("cgLaterAfterFirstReview");
        Assert.Equal(
            (earliestOn is null ? (DateOnly?)null : Date(earliestOn), Date(dueOn), Date(scheduleBy)),
            (next.EarliestOn, next.DueOn, next.ScheduleBy));
        Assert.Equal(Date("2026-08-25"), next.Anchor.On);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    [Obligation("S1-45"), Obligation("S2-26"), Obligation("S2-27"), Obligation("S4-20")]
    public void Reviews_UnderEveryProfile_AreAfterThreeAndSixMonths(string profile)
    {
        var driver = Conference(profile);
        Assert.Equal(Date("2026-08-21"), driver.Owed("rcpcFirst").DueOn);
        var byReview = driver.State.Deadlines.SingleOrDefault(deadline => deadline.Kind == "assessmentByFirstReview");
        Assert.Equal(profile.StartsWith("S1", StringComparison.Ordinal) ? Date("2026-08-21") : null, byReview?.DueOn);
        var alerts = driver.Owed("longPlanAlerts");
        Assert.Equal(Date("2028-05-21"), alerts.DueOn);
        FirstReview(SecondCoreGroup(FirstCoreGroup(driver)));
        Assert.Equal(DeadlineStatus.Met, driver.Get("rcpcFirst-1").Status);
        Assert.Equal(Date("2027-02-18"), driver.Owed("rcpcLater").DueOn);
    }

    public static TheoryData<string> Profiles => [.. ProcedureLibrary.Ids, Override];

    private static CaseDriver Whole(string profile) => ThirdCoreGroup(FirstReview(SecondCoreGroup(FirstCoreGroup(Conference(profile)))));

    private static CaseDriver FirstCoreGroup(CaseDriver driver) =>
        driver.Raise("2026-06-01", Sample.CoreGroup(1, "2026-07-08", "2026-08-25"));

    private static CaseDriver SecondCoreGroup(CaseDriver driver) => driver.Raise("2026-07-08", Sample.CoreGroup());

    private static CaseDriver FirstReview(CaseDriver driver) => driver.Raise("2026-08-18", Sample.Review(ConferenceDecision.Continue));

    private static CaseDriver ThirdCoreGroup(CaseDriver driver) =>
        driver.Raise("2026-08-25", Sample.CoreGroup(null, "2026-10-06", "2026-11-10"));

    /// <summary>The conference agrees the frequency that the profile asks for anyway, so that the profile decides.</summary>
    private static CaseDriver Conference(string profile)
    {
        var catalogue = OwnProfiles.WithExamples();
        return CaseDriver.Open("2026-05-05 10:00", referral: Sample.Referral() with { Profile = profile }, catalogue: catalogue)
            .Raise("2026-05-06", Sample.Decision(ReferralOutcome.Assess))
            .Raise("2026-05-06 13:00", Sample.Concern())
            .Raise("2026-05-07", Sample.Discussion())
            .Raise("2026-05-12", Sample.ConferenceNeeded())
            .Raise(
                "2026-05-21",
                Sample.Plan("2026-06-01", "2026-08-18") with
                {
                    CoreGroupFrequency = catalogue.Profile(profile).Period("cgLaterAfterFirstReview"),
                });
    }
}
