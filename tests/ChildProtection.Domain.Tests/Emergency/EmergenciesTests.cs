using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Emergency;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Emergency;

/// <summary>
/// Police protection and emergency protection orders run in exact hours and are followed by a strategy discussion (E37, T32).
/// </summary>
public sealed class EmergenciesTests
{
    [Theory]
    [InlineData("2026-03-12T11:00:00Z", DeadlineStatus.Met)]
    [InlineData("2026-03-12T11:00:01Z", DeadlineStatus.MetLate)]
    [InlineData("2026-03-12T20:00:00Z", DeadlineStatus.MetLate)]
    public void PoliceProtection_EndedOnTheLastDay_IsLateAfterTheExactMoment(string endedAt, DeadlineStatus status)
    {
        var driver = Taken();
        Assert.Equal(
            (Instant("2026-03-12T11:00:00Z"), Date("2026-03-12")),
            (driver.Owed("policeProtection").DueAt, driver.Owed("policeProtection").DueOn));
        driver.Raise("2026-03-12 21:00", new EmergencyEnded { EndedAt = Instant(endedAt) });
        Assert.Equal((status, 0), (driver.Get("policeProtection-1").Status, driver.Get("policeProtection-1").DaysLate));
        Assert.Equal(
            (EmergencyStatus.None, Date("2026-03-12")),
            (driver.State.Regions.Emergency.Status, driver.State.Regions.Emergency.LastEndedOn));
    }

    [Fact]
    public void PoliceProtection_OverAClockChange_IsSeventyTwoHoursOfElapsedTime()
    {
        var driver = SampleCases
            .PlanActive()
            .Raise("2026-03-27 20:00", new PoliceProtectionTaken { StartedAt = CaseDriver.Local("2026-03-27 18:00") });
        Assert.Equal(CaseDriver.Local("2026-03-30 19:00"), driver.Owed("policeProtection").DueAt);
    }

    [Fact]
    public void PoliceProtection_NobodyEndsIt_IsEscalatedAtOnce()
    {
        var driver = Taken().AdvanceTo("2026-03-12 11:00");
        Assert.Equal((DeadlineStatus.Overdue, 1), (driver.Owed("policeProtection").Status, driver.Owed("policeProtection").Tier));
        Assert.Equal(CaseStage.PlanActive, driver.Stage);
    }

    [Theory]
    [InlineData(CaseStage.Referred, CaseStage.StrategyPending)]
    [InlineData(CaseStage.Assessing, CaseStage.StrategyPending)]
    [InlineData(CaseStage.Section47, CaseStage.Section47)]
    [InlineData(CaseStage.ConferencePending, CaseStage.ConferencePending)]
    [InlineData(CaseStage.PlanActive, CaseStage.PlanActive)]
    [InlineData(CaseStage.StepDownCin, CaseStage.StrategyPending)]
    public void PoliceProtection_InAnyStage_IsFollowedByAStrategyDiscussion(CaseStage before, CaseStage after)
    {
        var driver = SampleCases
            .In(before)
            .Raise("2026-06-09 12:00", new PoliceProtectionTaken { StartedAt = CaseDriver.Local("2026-06-09 11:00") });
        Assert.Equal((after, Date("2026-06-10")), (driver.Stage, driver.Owed("strategyDiscussion").DueOn));
    }

    [Theory]
    [InlineData("2026-03-18T23:59:59Z", true)]
    [InlineData("2026-03-19T00:00:00Z", false)]
    public void Epo_EightDays_AreItsLongest(string endsAt, bool possible)
    {
        var driver = SampleCases.PlanActive();
        var made = new EmergencyProtectionOrderMade { MadeAt = CaseDriver.Local("2026-03-10 10:00"), EndsAt = Instant(endsAt) };
        if (possible)
            Assert.Equal(Instant(endsAt), driver.Raise("2026-03-10", made).Owed("emergencyProtectionOrder").DueAt);
        else
            Assert.Equal("/data/endsAt", driver.Refuse("2026-03-10", made).Field);
    }

    [Fact]
    public void Epo_Extended_OnceAndToFifteenDaysInAll()
    {
        var driver = SampleCases
            .PlanActive()
            .Raise("2026-03-10", new EmergencyProtectionOrderMade { EndsAt = CaseDriver.Local("2026-03-17 12:00") });
        Assert.Equal(
            "/data/extension",
            driver.Refuse("2026-03-11", new EmergencyProtectionOrderMade { EndsAt = CaseDriver.Local("2026-03-18 12:00") }).Field);
        Assert.Equal(
            "/data/endsAt",
            driver
                .Refuse("2026-03-16", new EmergencyProtectionOrderMade { Extension = true, EndsAt = CaseDriver.Local("2026-03-26 12:00") })
                .Field);
        driver.Raise("2026-03-16", new EmergencyProtectionOrderMade { Extension = true, EndsAt = CaseDriver.Local("2026-03-25 12:00") });
        Assert.Equal(
            (DeadlineStatus.Superseded, Date("2026-03-25")),
            (driver.Get("emergencyProtectionOrder-1").Status, driver.Owed("emergencyProtectionOrder").DueOn));
        Assert.Equal(
            RejectionKind.NotAllowed,
            driver
                .Refuse("2026-03-17", new EmergencyProtectionOrderMade { Extension = true, EndsAt = CaseDriver.Local("2026-03-25 13:00") })
                .Kind);
    }

    [Fact]
    public void Epo_NothingToExtend_IsInvalid() =>
        Assert.Equal(
            "/data/extension",
            SampleCases
                .PlanActive()
                .Refuse("2026-03-10", new EmergencyProtectionOrderMade { Extension = true, EndsAt = CaseDriver.Local("2026-03-15 12:00") })
                .Field);

    [Fact]
    public void Epo_AfterPoliceProtection_EndsItAtThatMoment()
    {
        var driver = Taken()
            .Raise(
                "2026-03-10 15:00",
                new EmergencyProtectionOrderMade
                {
                    MadeAt = CaseDriver.Local("2026-03-10 14:00"),
                    EndsAt = CaseDriver.Local("2026-03-17 14:00"),
                });
        Assert.Equal(
            (DeadlineStatus.Met, EmergencyStatus.Epo), (driver.Get("policeProtection-1").Status, driver.State.Regions.Emergency.Status));
        Assert.True(driver.State.PlanInForce);
    }

    [Theory]
    [InlineData("2026-03-09T10:00:00Z", "/data/startedAt")]
    [InlineData("2026-03-10T13:00:00Z", "/data/startedAt")]
    public void PoliceProtection_OnAnotherDayOrInTheFuture_IsInvalid(string startedAt, string field) =>
        Assert.Equal(
            field, SampleCases.PlanActive().Refuse("2026-03-10 12:00", new PoliceProtectionTaken { StartedAt = Instant(startedAt) }).Field);

    [Fact]
    public void Emergency_CoreGroupAndManagers_AreTold()
    {
        Taken();
        var told = SampleCases
            .PlanActive()
            .Raise("2026-03-09 13:00", new PoliceProtectionTaken { StartedAt = CaseDriver.Local("2026-03-09 11:00") })
            .Told;
        Assert.Equal(
            ["conferenceChair", "leadSocialWorker", "school", "teamManager"],
            told.Where(one => one.Kind.Name == "childStatusChanged").Select(one => one.To.Code).Order(StringComparer.Ordinal));
    }

    private static CaseDriver Taken() =>
        SampleCases.PlanActive().Raise("2026-03-09 13:00", new PoliceProtectionTaken { StartedAt = CaseDriver.Local("2026-03-09 11:00") });
}
