using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Tests.Profiles;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;
using static ChildProtection.Domain.Tests.Oversight.PolicyChanges;

namespace ChildProtection.Domain.Tests.Oversight;

/// <summary>Rule R10: another version of the calendar in mid-case.</summary>
public sealed class CalendarChangeTests
{
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
            "Counted again on 26 Feb 2026 by profile EN-WT2023 1.0 and calendar ENG 2026.3. The conference was on "
            + "Tuesday 24 February 2026. This must be done within 10 working days. Weekends and Extra bank holiday (example) do not count. "
            + "It is due by Wednesday 11 March 2026.",
            driver.Owed("cgFirst").Explanation);
        Assert.Equal(new ProfileStamp("EN-WT2023", "1.0", "ENG", "2026.3"), driver.State.Profile);
        Assert.Equal("Calendar ENG changed from version 2026.2 to 2026.3; 4 open deadlines changed", driver.Facts.Last().Summary);
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
}
