using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.CoreGroup;

public sealed class CoreGroupsTests
{
    [Fact]
    [Obligation("S3-43"), Obligation("S1-09")]
    public void First_WithDetailAgreed_MakesThePlanActive()
    {
        var driver = SampleCases.OutlinePlan().Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-15"));
        Assert.Equal((CaseStage.PlanActive, 1), (driver.Stage, driver.State.Plan!.Version));
        var published = driver.Accepted[^1].PlanVersion!;
        Assert.Equal(
            (1, 1, PlanVersionStatus.Agreed, Date("2026-03-06"), false),
            (published.PlanNumber, published.Version, published.Status, published.EffectiveFrom, published.TextUnchanged));
    }

    [Fact]
    public void First_WithoutDetailAgreed_StaysWithTheOutline()
    {
        var driver = SampleCases.OutlinePlan().Raise("2026-03-06", Sample.CoreGroup(null, "2026-04-15"));
        Assert.Equal(CaseStage.OutlinePlan, driver.Stage);
        Assert.Contains(driver.Warnings, warning => warning.Contains("version 1", StringComparison.Ordinal));
        Assert.Equal(DeadlineStatus.Met, driver.Get("cgFirst-1").Status);
        Assert.Equal(CaseStage.PlanActive, driver.Raise("2026-04-10", Sample.CoreGroup(1)).Stage);
    }

    [Fact]
    [Obligation("S3-11")]
    public void Held_WithoutItsAgenda_IsInvalid()
    {
        var driver = SampleCases.OutlinePlan();
        Assert.Equal("/data/progressReviewed", driver.Refuse("2026-03-06", Sample.CoreGroup() with { ProgressReviewed = false }).Field);
        Assert.Equal("/data/changesConsidered", driver.Refuse("2026-03-06", Sample.CoreGroup() with { ChangesConsidered = false }).Field);
        Assert.Equal("/data/planVersionAgreed", driver.Refuse("2026-03-06", Sample.CoreGroup(2)).Field);
        Assert.Equal("/data/plan", driver.Refuse("2026-03-06", Sample.CoreGroup() with { Plan = SamplePlan.Full }).Field);
        Assert.Equal("/occurredOn", driver.Refuse("2026-03-06", Sample.CoreGroup(), "2026-02-23").Field);
    }

    [Fact]
    [Obligation("S3-58")]
    public void FirstAfterAConference_WithoutFutureDates_Warns()
    {
        var driver = SampleCases.OutlinePlan().Raise("2026-03-06", Sample.CoreGroup(1));
        Assert.Contains(driver.Warnings, warning => warning.Contains("must fix the dates", StringComparison.Ordinal));
        Assert.Empty(SampleCases.PlanActive().Raise("2026-04-15", Sample.CoreGroup()).Warnings);
        var afterReview = SampleCases
            .PlanActive()
            .Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue))
            .Raise("2026-05-27", Sample.CoreGroup());
        Assert.Contains(afterReview.Warnings, warning => warning.Contains("must fix the dates", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(4, PeriodUnit.Weeks, "2026-04-03")]
    [InlineData(8, PeriodUnit.Weeks, "2026-04-17")]
    [Obligation("S3-55")]
    public void Next_IsTheEarlierOfPlanAndProfile(int value, PeriodUnit unit, string due)
    {
        var driver = SampleCases
            .Booked()
            .Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20") with { CoreGroupFrequency = new Period(value, unit) })
            .Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-03"));
        Assert.Equal(Date(due), driver.Owed("cgSecond").DueOn);
    }

    [Fact]
    [Obligation("S3-59")]
    public void Reschedule_WithoutConfirmation_WarnsAndLeavesTheDueDate()
    {
        var driver = SampleCases.PlanActive().Raise("2026-03-20", new CoreGroupBooked { ScheduledOn = Date("2026-04-15") });
        Assert.Empty(driver.Warnings);
        driver.Raise("2026-04-10", new CoreGroupRescheduled { OldOn = Date("2026-04-15"), NewOn = Date("2026-04-20") });
        Assert.Equal(2, driver.Warnings.Count);
        Assert.Equal(Date("2026-04-17"), driver.Owed("cgSecond").DueOn);
        Assert.Empty(
            driver
                .Raise(
                    "2026-04-10 13:00",
                    new CoreGroupRescheduled { NewOn = Date("2026-04-17"), WrittenConfirmationSentOn = Date("2026-04-10") })
                .Warnings);
    }

    [Fact]
    [Obligation("S3-26")]
    public void Held_RecordedAfterALaterOne_OwesItsNotesAndChangesNoOtherDeadline()
    {
        var driver = SampleCases.OutlinePlan().Raise("2026-03-10", Sample.CoreGroup(null, "2026-04-15"));
        var before = driver.State.Deadlines.Select(deadline => deadline.Id).ToArray();
        driver.Raise("2026-03-11", Sample.CoreGroup(1), occurredOn: "2026-03-06");
        Assert.NotEmpty(driver.Warnings);
        driver.SignedOff("2026-03-11 15:00");
        Assert.Equal([.. before, "cgNotes-2"], driver.State.Deadlines.Select(deadline => deadline.Id));
        Assert.Equal(("coreGroup-2", Date("2026-03-13")), (driver.Get("cgNotes-2").Subject, driver.Get("cgNotes-2").DueOn));
        Assert.Equal(
            (CaseStage.PlanActive, 2, Date("2026-03-10")),
            (driver.Stage, driver.State.Plan!.CoreGroupsHeld, driver.State.Plan.LastCoreGroupOn!.Value));
    }

    [Fact]
    public void Held_WithoutPlan_IsNotAllowed()
    {
        foreach (
            var stage in (CaseStage[])
                [CaseStage.Assessing, CaseStage.ConferencePending, CaseStage.StepDownCin, CaseStage.LookedAfter, CaseStage.Closed])
            Assert.Equal(RejectionKind.NotAllowed, SampleCases.In(stage).Refuse("2026-06-01", Sample.CoreGroup()).Kind);
    }
}
