using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Tests.Support;
using static ChildProtection.Functions.Tests.CaseWorkflow.OrchestratorRuns;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>A moment whose decision needs something from outside the case: it is looked up first, and travels with the signal.</summary>
public sealed class AskedMomentTests
{
    private const string LookUp = nameof(OutsideLookUp.LookUpOutside);
    private const string Commit = nameof(CaseActivities.CommitCase);

    /// <summary>The lead worker's assessment was due the day before, and the team's manager is asked next.</summary>
    private static readonly CaseState Late = CaseDriver.Open("2026-02-02 10:15")
        .Raise("2026-02-03 08:30", Sample.Decision(ReferralOutcome.Assess), actor: "mgr.1", role: Role.TeamManager)
        .AdvanceTo("2026-04-09 07:00").State;

    private static readonly CheckpointSignal Next = (CheckpointSignal)Late.NextCheckpoint()!;

    [Fact]
    [Obligation("N-16")]
    public async Task Run_AMomentThatAsks_IsDecidedWithTheAnswer()
    {
        var engine = AtTheMoment();
        engine.LookUp = _ => new OutsideAnswer { Managers = ["mgr.1"] };

        await RunAsync(engine);

        Assert.Equal(["wait", "timer", "send", LookUp, Commit], engine.Calls);
        var asked = Assert.IsType<LookUpInput>(engine.Inputs[0]);
        Assert.Equal((MockedContext.CaseId, Late.Team), (asked.CaseId, asked.Question.ManagersOf));
        var decided = Assert.IsType<CheckpointSignal>(CaseSignal.FromJson(Assert.IsType<CommitInput>(engine.Inputs[1]).Signal));
        Assert.Equal(["mgr.1"], decided.Answer!.Managers);
    }

    [Fact]
    public async Task Run_TheLookUpFails_DecidesNothingAndCountsNoFailureOfTheMoment()
    {
        var engine = AtTheMoment();
        engine.LookUp = _ => throw MockedContext.Failed(new InvalidOperationException("No right to look, says the test."));

        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(engine));

        Assert.Equal(["wait", "timer", "send", LookUp], engine.Calls);
        Assert.Null(engine.Next);
    }

    [Fact]
    public async Task Run_TheStoreIsFurther_ContinuesWithTheQuestionAndNoOldAnswer()
    {
        var engine = AtTheMoment();
        engine.LookUp = _ => new OutsideAnswer { Managers = ["mgr.1"] };
        engine.Commit = _ => new CommitResult(CommitStatus.Stale, "{\"snapshot\":1}");

        await RunAsync(engine);

        Assert.Equal(new CaseWorkflowInput { State = "{\"snapshot\":1}", Signal = Next.ToJson() }, engine.Next);
    }

    [Fact]
    public async Task Run_AMomentOfAnEarlierRelease_LooksNothingUp()
    {
        var engine = new MockedContext(new CaseWorkflowInput { State = CaseStateJson.Serialize(Late) }, Next.At);
        engine.RaiseEvent((Next with { Question = null }).ToJson());

        await RunAsync(engine);

        Assert.DoesNotContain(LookUp, engine.Calls);
        Assert.Contains(Commit, engine.Calls);
    }

    [Fact]
    [Obligation("N-16")]
    public async Task Moment_OnTheSimulatorWhileTheBusIsAwayForATime_IsDecidedOnceItIsBack()
    {
        var tries = 0;
        var life = new CaseOnSimulator
        {
            Managers = ["sw.1"],
            Before = activity => activity == LookUp && ++tries == 1
                ? throw new BusUnavailableException("The bus is away, says the test.", new IOException())
                : Task.CompletedTask,
        };
        await using var simulation = await Simulation.StartAsync(life.Functions(), begin: CaseDriver.Local("2026-02-02 10:15"));
        await CaseOnSimulator.OpenAsync(simulation, Sample.Referral());
        CaseEvent[] happened =
        [
            Sample.Decision(ReferralOutcome.Assess), Sample.Concern(), Sample.Discussion(), Sample.ConferenceNeeded(),
            Sample.Booked("2026-03-20"),
        ];
        foreach (var (number, one) in happened.Index())
        {
            await simulation.AdvanceAsync(TimeSpan.FromMinutes(1));
            await CaseOnSimulator.RaiseAsync(simulation, $"event-{number}", one);
            await simulation.RestAsync();
        }

        await simulation.AdvanceAsync(CaseDriver.Local("2026-02-24 12:00") - simulation.Clock.GetUtcNow());

        var asked = Assert.Single(life.State.Approvals, one => one.Kind == ApprovalKind.ConferenceOutOfTime);
        Assert.Equal((2, 2, Role.ServiceManager), (tries, asked.Tier, asked.Role));
    }

    private static MockedContext AtTheMoment()
    {
        var engine = new MockedContext(new CaseWorkflowInput { State = CaseStateJson.Serialize(Late) }, Next.At);
        engine.FireTimer();
        return engine;
    }
}
