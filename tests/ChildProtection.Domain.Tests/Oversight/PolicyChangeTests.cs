using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Emergency;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Tests.Profiles;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Oversight;

/// <summary>
/// E51 and rule R10: another profile or calendar in mid-case. The example calendar has one more holiday, Monday 9 March 2026.
/// </summary>
public sealed class PolicyChangeTests
{
    private static readonly CalendarChanged ExtraHoliday = new() { Version = "2026.3", Reason = Sample.Words };

    [Fact]
    public void Calendar_HolidayProclaimedInMidCase_CountsOpenDeadlinesAnewAndKeepsTheFormerOnes()
    {
        var driver = Outline();
        var before = driver.State.Deadlines;
        Change(driver, "2026-02-26", ExtraHoliday);
        // Only what is counted in working days past the new holiday changes; every date typed by hand.
        string[] changed = ["assessment 2026-04-09", "cgFirst 2026-03-11", "conferenceRecord 2026-03-18", "visit 2026-03-11"];
        Assert.Equal(
            changed,
            driver
                .State.Deadlines.Where(deadline => deadline.Id.EndsWith("-2", StringComparison.Ordinal))
                .Select(deadline => $"{deadline.Kind} {deadline.DueOn:yyyy-MM-dd}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(
            ["longPlanAlerts-1", "rcpcFirst-1", "visitCap-1"],
            driver
                .State.Deadlines.Select(deadline => deadline.Id)
                .Where(id => id.EndsWith("-1", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        foreach (
            var former in before.Where(deadline => changed.Any(line => line.StartsWith(deadline.Kind + " ", StringComparison.Ordinal))))
            Assert.Equal((former.DueOn, DeadlineStatus.Superseded), (driver.Get(former.Id).DueOn, driver.Get(former.Id).Status));
        Assert.Equal(
            "Counted anew on 26 Feb 2026 by profile EN-WT2023 1.0 and calendar ENG 2026.3. 10 working days after Tue 24 Feb 2026 is Wed 11 Mar 2026, skipping Mon 9 Mar 2026 (Extra bank holiday (example))",
            driver.Owed("cgFirst").Explanation);
        Assert.Equal(new ProfileStamp("EN-WT2023", "1.0", "ENG", "2026.3"), driver.State.Profile);
        Assert.Equal("Calendar ENG changed from version 2026.2 to 2026.3; 4 open deadlines changed", driver.Facts.Last().Summary);
    }

    [Fact]
    public void Change_ThatMovesDeadlines_TellsWhoeverIsResponsibleFromWhenToWhen()
    {
        var driver = Outline();
        Change(driver, "2026-02-26", ExtraHoliday);
        Assert.Equal(
            [
                "businessSupport conferenceRecord-2 2026-03-17 2026-03-18",
                "leadSocialWorker assessment-2 2026-04-08 2026-04-09",
                "leadSocialWorker cgFirst-2 2026-03-10 2026-03-11",
                "leadSocialWorker visit-2 2026-03-10 2026-03-11",
            ],
            Moved(driver));
        Change(driver, "2026-02-27", To("S1-GUERNSEY"));
        Assert.Contains("leadSocialWorker assessmentByFirstReview-1 none 2026-05-24", Moved(driver));
        Change(driver, "2026-02-28", To("EN-WT2023"));
        Assert.Contains("leadSocialWorker assessmentByFirstReview-1 2026-05-24 none", Moved(driver));
        driver.Raise("2026-03-02", Sample.Concern(significantHarm: false));
        Assert.Empty(Moved(driver));

        static IEnumerable<string> Moved(CaseDriver driver) =>
            driver
                .Told.Where(one => one.Kind.Name == "deadlinesMoved")
                .SelectMany(one =>
                    ((DeadlinesMovedNotice)one.Data).Deadlines.Select(moved =>
                        $"{one.To.Code} {moved.DeadlineId} {Day(moved.FormerDueOn)} {Day(moved.DueOn)}"))
                .Order(StringComparer.Ordinal);

        static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", null) ?? "none";
    }

    [Fact]
    public void Calendar_NewerVersionWithoutTheEvent_LeavesTheCaseItsOwn()
    {
        var driver = Outline();
        Assert.Equal("2026.2", driver.State.Profile.CalendarVersion);
        driver.Catalogue = OwnProfiles.WithExamples();
        driver.Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-15"));
        // Five working days from Friday 6 March, the example's holiday not counted.
        Assert.Equal(Date("2026-03-13"), driver.Owed("cgNotes").DueOn);
        Change(driver, "2026-03-07", ExtraHoliday);
        Assert.Equal(Date("2026-03-16"), driver.Owed("cgNotes").DueOn);
    }

    /// <summary>The due date was passed when the holiday was proclaimed after all: by the new count it is not yet over.</summary>
    [Fact]
    public void Calendar_OverdueDeadlineThatIsNotByTheNewCount_IsOpenAgainAndItsEscalationGone()
    {
        var driver = Outline().AdvanceTo("2026-03-11 09:00");
        Assert.Equal(DeadlineStatus.Overdue, driver.Owed("cgFirst").Status);
        Change(driver, "2026-03-11 10:00", ExtraHoliday);
        Assert.Equal((Date("2026-03-11"), DeadlineStatus.Open), (driver.Owed("cgFirst").DueOn, driver.Owed("cgFirst").Status));
        Assert.Equal(DeadlineStatus.Superseded, driver.Get("cgFirst-1").Status);
        Assert.DoesNotContain(driver.State.Approvals, approval => approval.About.DeadlineId is "cgFirst-1" or "visit-1");
        Assert.Equal(DeadlineStatus.Overdue, driver.AdvanceTo("2026-03-12 00:00").Owed("cgFirst").Status);
    }

    [Fact]
    public void Profile_ToGuernseyAndBack_CountsByEachAndOwesWhatEachAsks()
    {
        var driver = Outline();
        Change(driver, "2026-02-26", To("S1-GUERNSEY"));
        Assert.Equal(new ProfileStamp("S1-GUERNSEY", "1.0", "GG", "2026.1"), driver.State.Profile);
        Assert.Equal(
            (Date("2026-03-06"), Date("2026-05-24")), (driver.Owed("cgFirst").DueOn, driver.Owed("assessmentByFirstReview").DueOn));
        Assert.StartsWith(
            "Counted anew on 26 Feb 2026 by profile S1-GUERNSEY 1.0 and calendar GG 2026.1. 10 calendar days",
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
                    { "id": "EN-WT2023", "version": "1.1", "title": "England, with a stricter core group", "base": "EN-WT2023", "baseVersion": "1.0",
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

    [Theory]
    [InlineData("2027.1", "/data/version", "ENG: 2026.1, 2026.2")]
    [InlineData("2026.2", null, "counts by ENG 2026.2 already")]
    public void Calendar_ThatIsNotThereOrInForceAlready_IsRefused(string version, string? field, string said)
    {
        var rejected = Outline()
            .Refuse("2026-02-26", new CalendarChanged { Version = version }, actor: "admin.1", role: Role.Administrator);
        Assert.Equal(field, rejected.Field);
        Assert.Contains(said, rejected.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Change_InEveryOpenStage_IsAccepted(CaseStage stage)
    {
        var driver = SampleCases.In(stage);
        driver.Catalogue = OwnProfiles.WithExamples();
        var on = driver.State.LastActivityOn.ToString("yyyy-MM-dd", null) + " 18:00";
        if (stage == CaseStage.Closed)
        {
            driver.Refuse(on, ExtraHoliday, actor: "admin.1", role: Role.Administrator);
            return;
        }

        Change(driver, on, To("S3-SOUTHWEST"));
        Change(driver, on, new CalendarChanged { Version = "2026.3" });
        Assert.Equal((stage, "S3-SOUTHWEST", "2026.3"), (driver.Stage, driver.State.Profile.Id, driver.State.Profile.CalendarVersion));
    }

    public static TheoryData<CaseStage> Stages => [.. Enum.GetValues<CaseStage>()];

    private static ProfileChanged To(string id, string version = "1.0") =>
        new()
        {
            ProfileId = id,
            Version = version,
            Reason = Sample.Words,
        };

    private static void Change(CaseDriver driver, string when, CaseEvent data)
    {
        if (data is CalendarChanged)
            driver.Catalogue = OwnProfiles.WithExamples();
        driver.Raise(when, data, actor: "admin.1", role: Role.Administrator);
    }

    private static CaseDriver Meeting(Period often) => SampleCases.Booked().Raise("2026-02-20", Sample.ReportToParents())
        .Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20") with { CoreGroupFrequency = often });

    /// <summary>A plan was made on 24 February 2026 and its letter sent; nothing is late.</summary>
    private static CaseDriver Outline() => SampleCases.OutlinePlan().Raise("2026-02-25", new DecisionLetterSent());
}
