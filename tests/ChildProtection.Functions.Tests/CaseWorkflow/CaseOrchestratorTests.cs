using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Tests.RecordStore;
using static ChildProtection.Functions.Tests.CaseWorkflow.OrchestratorRuns;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>One generation of a case's orchestration, on a mocked context.</summary>
public sealed class CaseOrchestratorTests
{
    private const string Commit = nameof(CaseActivities.CommitCase);
    private const string Publish = nameof(CaseActivities.PublishCase);
    private const string Count = nameof(CaseActivities.CountFailedDecision);

    private static readonly StoredStory Story = new(null!, MockedContext.CaseId, "C-1", "north");
    private static readonly string Opening = Story.Opening(Story.Referral()).ToJson();
    private static readonly CaseState Open = Decided(null, Opening).State;
    private static readonly string OpenJson = CaseStateJson.Serialize(Open);
    private static readonly string End =
        Event("none", new ReferralDecision { Outcome = ReferralOutcome.NoFurtherAction, Reason = FreeText.Withheld });
    private static readonly string Assess = Event("assess", new ReferralDecision { Outcome = ReferralOutcome.Assess });
    private static readonly string Impossible = Event("impossible", new ReportShared { SharedWith = [] });

    [Fact]
    public async Task Run_WithAReferral_CommitsItAndContinuesWithTheOpenedCase()
    {
        var engine = new MockedContext(new CaseWorkflowInput { Signal = Opening }, StoredStory.ReceivedAt);

        await RunAsync(engine);

        Assert.Equal([Commit], engine.Calls);
        Assert.Equal(
            new CommitInput
            {
                CaseId = MockedContext.CaseId,
                Signal = Opening,
                Decision = Decided(null, Opening).ToJson(),
            },
            engine.Inputs.Single());
        Assert.Equal(new CaseWorkflowInput { State = OpenJson }, engine.Next);
    }

    [Fact]
    public async Task Run_AnEventWinsOverTheTimer_CancelsTheTimerBeforeAnythingElse()
    {
        var engine = Waiting();
        engine.RaiseEvent(Assess);

        await RunAsync(engine);

        Assert.Equal(["wait", "timer", "cancel timer", Commit], engine.Calls);
        Assert.Equal(new CaseWorkflowInput { State = CaseStateJson.Serialize(Decided(Open, Assess).State) }, engine.Next);
    }

    [Fact]
    public async Task Run_TheTimerWins_SendsTheCheckpointToTheSameWaiterAndLeavesNoTimerOpen()
    {
        var checkpoint = Open.NextCheckpoint()!;
        var engine = Waiting(checkpoint.At);
        engine.FireTimer();

        await RunAsync(engine);

        Assert.Equal(checkpoint.At.UtcDateTime, engine.TimerAt);
        Assert.Equal(["wait", "timer", "send", Commit], engine.Calls);
        Assert.Equal(checkpoint.ToJson(), Assert.IsType<CommitInput>(engine.Inputs.Single()).Signal);
        Assert.NotEqual(OpenJson, engine.Next!.State);
    }

    [Fact]
    public async Task Run_TheTimerFiresOnTheDayBefore_WaitsForTheMomentItself()
    {
        var checkpoint = Open.NextCheckpoint()!;
        var engine = Waiting(checkpoint.At.AddMilliseconds(-800));
        engine.FireTimer();

        await RunAsync(engine);

        Assert.Equal(checkpoint.At.UtcDateTime, engine.TimerAt);
        Assert.Equal(["wait", "timer", "timer", "send", Commit], engine.Calls);
    }

    [Fact]
    public async Task Run_ACheckpointThatFiredBefore_CommitsNothingAndWaitsOn()
    {
        var past = new CheckpointSignal("no such deadline", StoredStory.ReceivedAt);
        var engine = Waiting();
        engine.RaiseEvent(past.ToJson());

        await RunAsync(engine);

        Assert.DoesNotContain(Commit, engine.Calls);
        Assert.Equal(new CaseWorkflowInput { State = OpenJson }, engine.Next);
    }

    [Fact]
    public async Task Run_TheStoreIsFurther_ContinuesFromTheSnapshotWithTheSameSignal()
    {
        var engine = Waiting();
        engine.Commit = _ => new CommitResult(CommitStatus.Stale, "{\"snapshot\":1}");
        engine.RaiseEvent(Assess);

        await RunAsync(engine);

        Assert.DoesNotContain(Publish, engine.Calls);
        Assert.Equal(new CaseWorkflowInput { State = "{\"snapshot\":1}", Signal = Assess }, engine.Next);
    }

    [Fact]
    public async Task Run_TheEventWasDecidedBefore_DropsTheNewState()
    {
        var engine = Waiting();
        engine.Commit = _ => new CommitResult(CommitStatus.Duplicate) { Published = true };
        engine.RaiseEvent(Assess);

        await RunAsync(engine);

        Assert.Equal(new CaseWorkflowInput { State = OpenJson }, engine.Next);
    }

    [Fact]
    public async Task Run_ARefusedEvent_IsCommittedToldAndTheCaseStaysAsItIs()
    {
        var engine = Waiting();
        engine.Commit = _ => new CommitResult(CommitStatus.Written);
        engine.RaiseEvent(Impossible);

        await RunAsync(engine);

        Assert.Equal([Commit, Publish], engine.Calls.Skip(3));
        Assert.Null(Assert.IsType<PublishInput>(engine.Inputs[1]).Sequence);
        Assert.Equal(new CaseWorkflowInput { State = OpenJson }, engine.Next);
    }

    [Fact]
    public async Task Run_NotPublishedAtOnce_PublishesTheFactByAnActivity()
    {
        var engine = Waiting();
        engine.Commit = _ => new CommitResult(CommitStatus.Written, TraceParent: "00-trace");
        engine.RaiseEvent(Assess);

        await RunAsync(engine);

        Assert.Equal(
            new PublishInput
            {
                CaseId = MockedContext.CaseId,
                Signal = Assess,
                Sequence = Open.Sequence + 1,
                TraceParent = "00-trace",
            },
            engine.Inputs[1]);
    }

    [Fact]
    public async Task Run_PublishingFails_TheCaseGoesOn()
    {
        var engine = Waiting();
        engine.Commit = _ => new CommitResult(CommitStatus.Written);
        engine.Publish = _ => throw MockedContext.Failed(new InvalidOperationException("No publication."));
        engine.RaiseEvent(Assess);

        await RunAsync(engine);

        Assert.Equal(CaseStateJson.Serialize(Decided(Open, Assess).State), engine.Next!.State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"signal\":\"unheard of\"}")]
    public async Task Run_ASignalThatCannotBeDecided_FailsTheOrchestrationUntilItIsParked(string signal)
    {
        var engine = Waiting();
        var failures = 0;
        engine.Park = _ => ++failures == 3;
        engine.RaiseEvent(signal);

        await Assert.ThrowsAsync<CaseDecisionException>(() => RunAsync(engine));
        await Assert.ThrowsAsync<CaseDecisionException>(() => RunAsync(engine));
        await RunAsync(engine);

        Assert.All(
            engine.Inputs,
            input => Assert.Equal((MockedContext.CaseId, signal), (((FailureInput)input).CaseId, ((FailureInput)input).Signal)));
        Assert.DoesNotContain(Commit, engine.Calls);
        Assert.Equal(new CaseWorkflowInput { State = OpenJson }, engine.Next);
    }

    [Fact]
    public async Task Run_ADecisionThatTheStoreRefusesTimeAndAgain_IsParkedAsOneThatCannotBeMade()
    {
        var engine = Waiting();
        engine.Commit = _ => throw MockedContext.Failed(new TableLimitException("The row is too large."));
        engine.RaiseEvent(Assess);

        await RunAsync(engine);

        Assert.Equal([Commit, Count], engine.Calls.Skip(3));
        Assert.Contains("The row is too large.", Assert.IsType<FailureInput>(engine.Inputs[1]).Reason, StringComparison.Ordinal);
        Assert.Equal(new CaseWorkflowInput { State = OpenJson }, engine.Next);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_ACommitThatFails_SaysWhetherItCanEverSucceed(bool refused)
    {
        var engine = Waiting();
        engine.Commit = _ => throw MockedContext.Failed(
            refused ? new CommitRefusedException("Too large.", new IOException()) : new InvalidOperationException("Not now."));
        engine.RaiseEvent(Assess);

        await RunAsync(engine);

        Assert.Equal(refused, Assert.IsType<FailureInput>(engine.Inputs[1]).Refused);
    }

    [Fact]
    public async Task Run_ACaseThatComesToItsEnd_Ends()
    {
        var engine = Waiting();
        engine.RaiseEvent(End);

        await RunAsync(engine);

        Assert.Contains(Commit, engine.Calls);
        Assert.Null(engine.Next);
    }

    [Fact]
    public async Task Run_AFinishedCaseWithoutASignal_EndsAtOnce()
    {
        var finished = Decided(Open, End).State;
        var engine = new MockedContext(new CaseWorkflowInput { State = CaseStateJson.Serialize(finished) }, StoredStory.ReceivedAt);

        await RunAsync(engine);

        Assert.True(finished.Finished);
        Assert.Empty(engine.Calls);
        Assert.Null(engine.Next);
    }

    private static MockedContext Waiting(DateTimeOffset? now = null) =>
        new(new CaseWorkflowInput { State = OpenJson }, now ?? StoredStory.ReceivedAt);
}
