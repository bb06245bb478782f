using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;
using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>Opening a case, handing it signals and starting it again, on the official client's own answers.</summary>
public sealed class CaseWorkflowClientTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private readonly MockedEngine _engine = new();
    private readonly StoredStory _story = store.NewStory();
    private readonly CaseWorkflowClient _cases = new(store.Tables);

    [Fact]
    public async Task Open_StartedByAnother_IsAsGood()
    {
        _engine.Instances[_story.CaseId] = OrchestrationRuntimeStatus.Running;

        await CaseWorkflowClient.OpenAsync(_engine.Client, _story.CaseId, _story.Opening(_story.Referral()), default);

        Assert.Empty(_engine.Started);
    }

    [Fact]
    public async Task Open_WhileTheEngineIsAway_SaysSo()
    {
        _engine.Failure = _ => MockedEngine.Rpc(StatusCode.Unavailable);

        await Assert.ThrowsAsync<EngineUnavailableException>(() =>
            CaseWorkflowClient.OpenAsync(_engine.Client, _story.CaseId, _story.Opening(_story.Referral()), default));
    }

    [Fact]
    public async Task Hand_ToARunningCase_RaisesTheSignal()
    {
        _engine.Instances[_story.CaseId] = OrchestrationRuntimeStatus.Running;
        var signal = await StoredDecisionAsync();

        await _cases.SubmitAsync(_engine.Client, _story.CaseId, signal, default);

        Assert.Equal(signal.ToJson(), Assert.Single(_engine.Raised).Event!.Signal);
        Assert.Empty(_engine.Started);
    }

    [Fact]
    public async Task Hand_ToACaseThatTheEngineLost_StartsItFromItsSnapshotAndRaisesTheSignal()
    {
        var signal = await StoredDecisionAsync();

        await _cases.SubmitAsync(_engine.Client, _story.CaseId, signal, default);

        var started = Assert.Single(_engine.Started);
        Assert.Equal(CaseStateJson.Serialize(_story.State!), started.Input!.State);
        Assert.Equal(signal.ToJson(), Assert.Single(_engine.Raised).Event!.Signal);
    }

    [Fact]
    public async Task Hand_OfAnEventThatIsNotStored_PassesTheRefusalOn()
    {
        await _story.OpenAsync();
        var signal = StoredStory.Signal(
            StoredStory.Request("never stored", new DateOnly(2026, 2, 3), new ReferralDecision { Outcome = ReferralOutcome.Assess }));

        await Assert.ThrowsAsync<RpcException>(() => _cases.SubmitAsync(_engine.Client, _story.CaseId, signal, default));
    }

    [Fact]
    public async Task HandAgain_OfAReferralWhoseCaseWasNeverOpened_OpensIt()
    {
        var referral = _story.Referral();
        await _story.StoreAsync(referral, _story.Opening(referral));
        var row = (await store.Tables.Cases.FindAsync(_story.CaseId, CaseKeys.Event("mgr.1", "referral"), default))!;

        await _cases.ResubmitAsync(row, _engine.Client, default);

        Assert.Null(Assert.Single(_engine.Started).Input!.State);
        Assert.Equal(_story.Opening(referral).ToJson(), _engine.Started.Single().Input!.Signal);
    }

    [Fact]
    public async Task StartAgain_WithoutASnapshot_SaysSo() =>
        Assert.False(await _cases.RestartAsync(_engine.Client, "no such case", default));

    private async Task<EventSignal> StoredDecisionAsync()
    {
        await _story.OpenAsync();
        var request = StoredStory.Request("decision", new DateOnly(2026, 2, 3), new ReferralDecision { Outcome = ReferralOutcome.Assess });
        await _story.StoreAsync(request, StoredStory.Signal(request));
        return StoredStory.Signal(request);
    }
}
