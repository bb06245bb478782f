using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Closure;

public sealed class StepDownTests
{
    [Fact]
    public void Review_Next_IsCountedByTheSameInterval()
    {
        var driver = SampleCases.StepDownCin();
        Assert.Equal(Date("2026-06-18"), driver.Owed("cinReview").DueOn);
        driver.Raise("2026-06-16", new CinPlanReviewed());
        Assert.Equal((DeadlineStatus.Met, Date("2026-07-14")), (driver.Get("cinReview-1").Status, driver.Owed("cinReview").DueOn));
    }

    [Fact]
    public void Review_RecordedAfterALaterOne_ChangesNoDeadline()
    {
        var driver = SampleCases
            .StepDownCin()
            .Raise("2026-06-16", new CinPlanReviewed())
            .Raise("2026-06-17", new CinPlanReviewed(), "2026-06-02");
        Assert.Equal(
            ("cinReview-2", Date("2026-07-14"), Date("2026-06-16")),
            (driver.Owed("cinReview").Id, driver.Owed("cinReview").DueOn, driver.State.CinPlan!.LastReviewOn!.Value));
        Assert.NotEmpty(driver.Warnings);
    }

    [Fact]
    public void Review_BeforeThePlanStarted_IsInvalid()
    {
        Assert.Equal("census rule 4003", SampleCases.StepDownCin().Refuse("2026-06-16", new CinPlanReviewed(), "2026-05-19").Rule);
        Assert.Equal(
            "census rule 4003",
            SampleCases.StepDownCin().Refuse("2026-06-16", new CinPlanEnded { Reason = Sample.Words }, "2026-05-19").Rule);
    }

    [Fact]
    public void Review_WhileANewConcernIsLookedInto_IsStillOwedAndAccepted()
    {
        var driver = SampleCases.StepDownCin().Raise("2026-06-15", Sample.Concern());
        Assert.Equal(CaseStage.StrategyPending, driver.Stage);
        driver.Raise("2026-06-16", new CinPlanReviewed());
        Assert.Equal((CaseStage.StrategyPending, Date("2026-07-14")), (driver.Stage, driver.Owed("cinReview").DueOn));
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-06-16", new CinPlanEnded { Reason = Sample.Words }).Kind);
    }

    [Fact]
    public void End_ClosesWithRC7()
    {
        var driver = SampleCases.StepDownCin().Raise(
            "2026-06-16", new CinPlanEnded { Outcome = CinPlanOutcome.NoFurtherAction, Reason = Sample.Words });
        Assert.Equal(new CaseClosure(Date("2026-06-16"), CaseOutcome.StepDownEnded, "RC7"), driver.State.Closure);
        Assert.Equal(Date("2026-06-16"), driver.State.CinPlan!.EndedOn);
    }

    [Fact]
    public void Repeat_PlanAfterStepDown_IsANewPlanAndCountsTheFormer()
    {
        // Rules 4001, 4016, 4017, 4003: the Child in Need plan ends on the day the new plan starts. Census 5.4: previous plans of this
        // authority.
        var driver = Repeat(SampleCases.StepDownCin());
        Assert.Equal(
            (CaseStage.OutlinePlan, 2, 1, 0),
            (driver.Stage, driver.State.Plan!.Number, driver.State.PreviousPlans, driver.State.Plan.Version));
        Assert.Equal((Date("2026-07-14"), (DateOnly?)null), (driver.State.Plan.StartedOn, driver.State.Plan.EndedOn));
        Assert.Equal(Date("2026-07-14"), driver.State.CinPlan!.EndedOn);
        Assert.False(driver.State.Has("cinReview"));
        Assert.Contains(driver.Warnings, warning => warning.Contains("plan number 2", StringComparison.Ordinal));
        Assert.Equal(
            ("cgFirst-2", "rcpcFirst-2", "icpc-2"),
            (driver.Owed("cgFirst").Id, driver.Owed("rcpcFirst").Id, driver.Ended.Last(deadline => deadline.Kind == "icpc").Id));
    }

    [Fact]
    public void Repeat_ConferenceBeforeTheFormerPlanEnded_IsInvalid()
    {
        // Rules 8935, 8940: plans do not overlap, however late their facts are recorded.
        var driver = SampleCases
            .StepDownCin()
            .Raise("2026-06-15", Sample.Concern(), "2026-05-05")
            .Raise("2026-06-15", Sample.Discussion(), "2026-05-06")
            .Raise("2026-06-16", Sample.ConferenceNeeded(), "2026-05-07");
        Assert.Equal("census rules 8935, 8940", driver.Refuse("2026-06-17", Sample.Plan("2026-06-26", "2026-09-01"), "2026-05-12").Rule);
    }

    [Fact]
    public void Plan_BeforeTheChildInNeedPlanItEnds_IsInvalid()
    {
        // Rules 4001, 4017. The Child in Need plan began with the assessment of 10 February.
        var driver = SampleCases
            .Assessing()
            .Raise("2026-02-06", Sample.Assessment(AssessmentConclusion.ChildInNeed))
            .Raise("2026-02-10", new AssessmentCounterSigned(), actor: "mgr.1")
            .Raise("2026-02-16", Sample.Concern(), "2026-02-04")
            .Raise("2026-02-16", Sample.Discussion(), "2026-02-05")
            .Raise("2026-02-16", Sample.ConferenceNeeded(), "2026-02-06");
        Assert.Equal("census rules 4001, 4017", driver.Refuse("2026-02-17", Sample.Plan("2026-03-06", "2026-05-01"), "2026-02-09").Rule);
    }

    private static CaseDriver Repeat(CaseDriver driver) => driver
        .Raise("2026-06-22", Sample.Concern()).Raise("2026-06-23", Sample.Discussion()).Raise("2026-07-01", Sample.ConferenceNeeded())
        .Raise("2026-07-14", Sample.Plan("2026-07-21", "2026-10-06", "PHY"));
}
