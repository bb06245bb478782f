using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Difficulties;

/// <summary>What is considered once the plan cannot be carried out as agreed (S3-62 to S3-66).</summary>
public sealed class AfterADifficultyTests
{
    private static readonly StrategyOption[] All = Enum.GetValues<StrategyOption>();

    private static readonly LegalPlanningConsideration Wanted = new() { Wanted = true, DecidedWith = "mgr.1", Reason = Sample.Words };

    [Theory]
    [InlineData(StrategyOption.PoliceAccess, "policeAccess")]
    [InlineData(StrategyOption.Section47Enquiry, "section47Enquiry")]
    [InlineData(StrategyOption.LegalAction, "legalAction")]
    [InlineData(StrategyOption.EarlyReview, "earlyReview")]
    [Obligation("S3-62"), Obligation("S3-63"), Obligation("S3-64"), Obligation("S3-65")]
    public void Discussion_ThatDidNotConsiderAWay_SaysWhichIsOpen(StrategyOption option, string name)
    {
        var called = SampleCases
            .PlanActive()
            .Raise("2026-03-16", Around.Difficulty(risk: true))
            .Raise("2026-03-16 14:00", Sample.Concern());
        var discussion = Sample.Discussion(s47: false) with
        {
            LegalPlanningConsidered = Wanted with { Wanted = false, DecidedWith = "sw.1" },
        };
        var driver = CaseDriver.From(called.State).AsManager("2026-03-17", discussion with { Considered = [.. All.Except([option])] });
        Assert.EndsWith($": {name}.", Assert.Single(driver.Warnings), StringComparison.Ordinal);
        Assert.Empty(called.AsManager("2026-03-17", discussion with { Considered = All }).Warnings);
        Assert.Equal(DeadlineStatus.Met, called.Get("difficultyMeeting-1").Status);
    }

    [Fact]
    public void Discussion_WithoutADifficulty_AsksForNone() =>
        Assert.Empty(
            SampleCases.PlanActive().Raise("2026-03-16", Sample.Concern()).AsManager("2026-03-17", Sample.Discussion(s47: false)).Warnings);

    [Fact]
    [Obligation("S3-66")]
    public void CoreGroup_ThatDealsWithIt_RecordsWhatLeadSocialWorkerAndManagerDecidedOnLegalPlanning()
    {
        var difficulty = SampleCases.PlanActive().Raise("2026-03-16", Around.Difficulty());
        Assert.Contains(difficulty.Warnings, warning => warning.Contains("consider a legal planning meeting", StringComparison.Ordinal));
        Assert.Contains(
            CaseDriver.From(difficulty.State).Raise("2026-03-18", Sample.CoreGroup()).Warnings,
            warning => warning.Contains("consider a legal planning meeting", StringComparison.Ordinal));
        var alone = difficulty.Refuse(
            "2026-03-18",
            Sample.CoreGroup() with
            {
                LegalPlanningConsidered = Wanted with { DecidedWith = "sw.1" },
            });
        Assert.Equal(("/data/legalPlanningConsidered/decidedWith", "S3-66"), (alone.Field, alone.Rule));
        // Not wanted: the reason is recorded and nothing follows. Wanted: the meeting is owed.
        var not = CaseDriver
            .From(difficulty.State)
            .Raise("2026-03-18", Sample.CoreGroup() with { LegalPlanningConsidered = Wanted with { Wanted = false } });
        Assert.Empty(not.Warnings);
        Assert.False(not.State.Has("legalPlanningMeeting"));
        Assert.Equal(
            Date("2026-04-01"),
            difficulty.Raise("2026-03-18", Sample.CoreGroup() with { LegalPlanningConsidered = Wanted }).Owed("legalPlanningMeeting").DueOn
        );
    }

    [Fact]
    [Obligation("S3-66")]
    public void Discussion_ThatDealsWithIt_RecordsItToo()
    {
        var called = SampleCases.PlanActive().Raise("2026-03-16", Around.Difficulty()).Raise("2026-03-16 14:00", Sample.Concern());
        Assert.Equal(
            "/data/legalPlanningConsidered/decidedWith",
            called
                .Refuse(
                    "2026-03-17",
                    Sample.Discussion(s47: false) with
                    {
                        LegalPlanningConsidered = Wanted,
                    },
                    actor: "mgr.1",
                    role: Role.TeamManager)
                .Field);
        called.AsManager(
            "2026-03-17",
            Sample.Discussion(s47: false) with
            {
                Considered = All,
                LegalPlanningConsidered = Wanted with { DecidedWith = "sw.1" },
            });
        Assert.Empty(called.Warnings);
        Assert.Equal("LegalPlanning", called.State.Regions.Legal.Status.ToString());
    }
}
