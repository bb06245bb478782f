using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.CoreGroup;

/// <summary>The notes of each core group stay owed, whatever is held after it.</summary>
public sealed class CoreGroupNotesTests
{
    [Fact]
    [Obligation("S3-26")]
    [Obligation("N-18")]
    public void Held_WhileNotesOfTheOneBeforeAreOwed_OwesBoth()
    {
        var driver = SampleCases.PlanActive().Raise("2026-04-15", Sample.CoreGroup());

        Assert.Equal(
            [("coreGroup-1", Date("2026-03-13")), ("coreGroup-2", Date("2026-04-22"))],
            driver.State.Deadlines.Where(one => one.Kind == "cgNotes").Select(one => (one.Subject!, one.DueOn)));
    }

    [Fact]
    public void Circulated_WithoutANumberWhereTwoAreOwed_NamesThem()
    {
        var refused = SampleCases.PlanActive().Raise("2026-04-15", Sample.CoreGroup()).Refuse("2026-04-16", new CoreGroupNotesCirculated());

        Assert.Equal("/data/coreGroupNumber", refused.Field);
        Assert.Contains("coreGroup-1, coreGroup-2", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Circulated_OfACoreGroupThatOwesNone_IsInvalid(int number) =>
        Assert.Equal(
            "/data/coreGroupNumber",
            SampleCases.PlanActive().Refuse("2026-04-16", new CoreGroupNotesCirculated { CoreGroupNumber = number }).Field);

    [Fact]
    public void Circulated_OfTheFirst_LeavesThoseOfTheSecond()
    {
        var driver = SampleCases.PlanActive().Raise("2026-04-15", Sample.CoreGroup());

        driver.Raise("2026-04-16", new CoreGroupNotesCirculated { CoreGroupNumber = 1 });

        Assert.Equal((DeadlineStatus.MetLate, 34), (driver.Get("cgNotes-1").Status, driver.Get("cgNotes-1").DaysLate));
        Assert.Equal("coreGroup-2", driver.Owed("cgNotes").Subject);
    }

    [Fact]
    public void Circulated_BeforeItsCoreGroup_IsInvalid() =>
        Assert.Equal(
            "/occurredOn", SampleCases.PlanActive().Refuse("2026-03-09", new CoreGroupNotesCirculated(), occurredOn: "2026-03-05").Field);

    [Fact]
    public void Circulated_InAClosedCase_MeetsThem()
    {
        var driver = SampleCases.PlanActive().Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.None));

        driver.Raise("2026-05-22", new CoreGroupNotesCirculated());

        Assert.Equal((CaseStage.Closed, DeadlineStatus.MetLate), (driver.Stage, driver.Get("cgNotes-1").Status));
    }

    [Fact]
    public void Circulated_OfAnEarlierPlanToo_AsksWhichPlan()
    {
        var driver = SecondPlan();

        var refused = driver.Refuse("2026-07-20", new CoreGroupNotesCirculated { CoreGroupNumber = 1 });
        driver.Raise("2026-07-20", new CoreGroupNotesCirculated { CoreGroupNumber = 1, PlanNumber = 1 });

        Assert.Equal("/data/planNumber", refused.Field);
        Assert.Equal("plan-2-coreGroup-1", driver.Owed("cgNotes").Subject);
    }

    [Fact]
    public void Held_ASeventhTimeWithoutAnyNotes_EndsTheOldestAsNotDone()
    {
        var driver = SampleCases.PlanActive();
        for (var day = Date("2026-04-13"); driver.State.Plan!.CoreGroupsHeld < 7; day = day.AddDays(7))
            driver.Raise(day.ToString("yyyy-MM-dd", null), Sample.CoreGroup());

        Assert.Equal(6, driver.State.Deadlines.Count(one => one.Kind == "cgNotes"));
        Assert.Equal((DeadlineStatus.NotDone, 66), (driver.Get("cgNotes-1").Status, driver.Get("cgNotes-1").DaysLate));
        Assert.Contains(driver.Warnings, warning => warning.Contains("coreGroup-1", StringComparison.Ordinal));
    }

    private static CaseDriver SecondPlan() =>
        SampleCases
            .PlanActive()
            .Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.ChildInNeed))
            .Raise("2026-06-15", Sample.Concern())
            .Raise("2026-06-16", Sample.Discussion(), actor: "mgr.1", role: Role.TeamManager)
            .Raise("2026-06-22", Sample.ConferenceNeeded())
            .Raise("2026-07-06", Sample.Plan("2026-07-16", "2026-10-01"))
            .Raise("2026-07-16", Sample.CoreGroup(1));
}
