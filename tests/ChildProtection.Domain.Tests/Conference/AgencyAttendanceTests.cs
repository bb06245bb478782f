using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Tests.Support;

namespace ChildProtection.Domain.Tests.Conference;

/// <summary>An agency reads of a case while it takes part: an invitation ends with its conference, an exclusion with nothing.</summary>
public sealed class AgencyAttendanceTests
{
    [Fact]
    public void IsOpenTo_AnAgencyThatIsInvited_EndsWithTheConferenceThatItMissed()
    {
        var driver = SampleCases.ConferencePending()
            .Raise("2026-02-12", Sample.Booked("2026-02-24") with { Invitees = [new Invitee { Agency = "health" }] });
        var whileArranged = driver.State.IsOpenTo("health");

        Hold(driver, Sample.Present("csc", "police", "school"));

        Assert.True(whileArranged);
        Assert.Equal([false, true, true], new[] { "health", "police", "school" }.Select(driver.State.IsOpenTo));
        Assert.True(driver.State.Lists("health"));
    }

    [Fact]
    public void IsOpenTo_AnAgencyThatWasExcludedOrAbsent_IsFalse()
    {
        var driver = SampleCases.Booked();

        Hold(driver,
        [
            .. Sample.Present("csc", "police", "school"),
            new Attendance { Agency = "health", Present = true, Excluded = true },
            new Attendance { Agency = "gp", Present = false },
        ]);

        Assert.Equal([false, false], new[] { "health", "gp" }.Select(driver.State.IsOpenTo));
    }

    [Fact]
    public void IsOpenTo_StateOfAReleaseThatNotedNoAttendance_FollowsWhomConferencesListed()
    {
        var earlier = SampleCases.PlanActive().State with { AttendedAgencies = null, ConferenceAgencies = ["police"] };

        Assert.Equal([true, false], new[] { "police", "health" }.Select(earlier.IsOpenTo));
    }

    private static void Hold(CaseDriver driver, Attendance[] attendance) => driver
        .Raise("2026-02-20", Sample.ReportToParents())
        .Raise(
            "2026-02-24",
            Sample.Plan("2026-03-06", "2026-05-20") with { Attendance = attendance },
            actor: "chair.1",
            role: Role.ConferenceChair);
}
