using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Tests.CaseWorkflow;
using ChildProtection.Functions.Tests.RecordStore;
using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Tests.Maintenance;

/// <summary>The watch over single cases: what runs, what stopped, what is late, and an engine that refuses or is away.</summary>
public sealed class OpenCaseWatchTests : IClassFixture<StoreFixture>, IAsyncLifetime
{
    private readonly StoreFixture _store;
    private readonly WatchHarness _watched;
    private readonly List<StoredStory> _cases = [];

    public OpenCaseWatchTests(StoreFixture store) =>
        (_store, _watched) = (store, new WatchHarness(store.Tables, new StandingClock(StoredStory.ReceivedAt)));

    public async Task InitializeAsync()
    {
        for (var number = 0; number < 3; number++)
        {
            var story = _store.NewStory();
            await story.OpenAsync();
            await story.Projection.PublishAllAsync(story.CaseId, default);
            _cases.Add(story);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var story in _cases)
            await _store.Tables.Index.DeleteEntityAsync("open-" + story.CaseId[..1], story.CaseId);
    }

    [Fact]
    public async Task Run_AllCasesRun_StartsAndRaisesNothing()
    {
        AllRun();

        await _watched.WatchAsync();

        Assert.Equal(_cases.Select(story => story.CaseId).Order(), _watched.Engine.Asked.Order());
        Assert.Empty(_watched.Engine.Started);
        Assert.Empty(_watched.Engine.Raised);
    }

    [Fact]
    public async Task Run_AnyRun_HandsItsClientIn()
    {
        await _watched.WatchAsync();

        Assert.Same(_watched.Engine.Client, _watched.Clients.Newest);
        Assert.True(_watched.Clients.WaitForFirstAsync(default).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Run_AFailedOrchestration_IsStartedFromTheSnapshotOnceForNow()
    {
        AllRun();
        var failed = _cases[1];
        _watched.Engine.Instances[failed.CaseId] = OrchestrationRuntimeStatus.Failed;

        await _watched.WatchAsync();
        _watched.Engine.Instances[failed.CaseId] = OrchestrationRuntimeStatus.Failed;
        await _watched.WatchAsync();

        var started = Assert.Single(_watched.Engine.Started);
        Assert.Equal((failed.CaseId, CaseStateJson.Serialize(failed.State!)), (started.Id, started.Input!.State));
        Assert.True(_watched.Heard($"{failed.CaseId}: orchestration is Failed; restarted"));
    }

    [Fact]
    public async Task Run_AnOrchestrationThatTheEngineLostAgainAndAgain_IsStartedEachTime()
    {
        AllRun();
        for (var loss = 1; loss <= 15; loss++)
        {
            _watched.Engine.Instances.TryRemove(_cases[0].CaseId, out _);

            await _watched.WatchAsync();

            Assert.Equal(loss, _watched.Engine.Started.Count);
        }
    }

    [Fact]
    public async Task Run_ACheckpointThatIsLate_IsNudged()
    {
        AllRun();
        var due = _cases[0].State!.NextCheckpoint()!;
        var later = new WatchHarness(_store.Tables, new StandingClock(due.At + TimeSpan.FromMinutes(16)));
        foreach (var story in _cases)
            later.Engine.Instances[story.CaseId] = OrchestrationRuntimeStatus.Running;

        await later.WatchAsync();

        Assert.Equal(_cases.Select(story => story.CaseId).Order(), later.Engine.Raised.Select(raised => raised.Id).Order());
        Assert.Contains(due.ToJson(), later.Engine.Raised.Select(raised => raised.Event!.Signal));
    }

    [Fact]
    public async Task Run_TheEngineRefusesOneCase_TheOthersAreWatchedAllTheSame()
    {
        AllRun();
        foreach (var refused in _cases)
        {
            var watched = new WatchHarness(_store.Tables, new StandingClock(StoredStory.ReceivedAt));
            foreach (var story in _cases)
                watched.Engine.Instances[story.CaseId] = OrchestrationRuntimeStatus.Running;
            watched.Engine.Failure = id => id == refused.CaseId ? MockedEngine.Rpc(StatusCode.Unknown) : null;

            await watched.WatchAsync();

            Assert.Equal(_cases.Where(story => story != refused).Select(story => story.CaseId).Order(), watched.Engine.Asked.Order());
        }
    }

    [Fact]
    public async Task Run_TheEngineIsAway_EndsAtOnceAndSaysSoOnce()
    {
        var calls = 0;
        _watched.Engine.Failure = _ =>
        {
            calls++;
            return MockedEngine.Rpc(StatusCode.Unavailable);
        };

        await _watched.WatchAsync();

        Assert.Equal(1, calls);
        Assert.Single(_watched.Logs.Lines, line => line.Text.Contains("durable engine unavailable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_ThatIsCancelled_EndsAsCancelled()
    {
        AllRun();
        using var stopping = new CancellationTokenSource();
        _watched.Engine.Failure = _ =>
        {
            stopping.Cancel();
            return MockedEngine.Rpc(StatusCode.Cancelled);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _watched.WatchAsync(stopping.Token));

        Assert.False(_watched.Heard("failed for this case"));
    }

    [Fact]
    public async Task Run_WithoutOpenCases_FindsNothingLost()
    {
        await DisposeAsync();

        await _watched.WatchAsync();

        Assert.False(_watched.Heard("it has lost them"));
    }

    private void AllRun()
    {
        foreach (var story in _cases)
            _watched.Engine.Instances[story.CaseId] = OrchestrationRuntimeStatus.Running;
    }
}
