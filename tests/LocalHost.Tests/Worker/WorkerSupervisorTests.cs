using ChildProtection.Tests.Support;
using LocalHost.Worker;
using LocalHost.Worker.Rpc;

namespace LocalHost.Tests.Worker;

public sealed class WorkerSupervisorTests : IAsyncLifetime
{
    private readonly FakeWorkers _workers = FakeWorkers.New();

    public Task InitializeAsync() => _workers.StartAsync();

    public async Task DisposeAsync() => await _workers.DisposeAsync();

    [Fact]
    public async Task Worker_ThatLoadsItsFunctions_Runs()
    {
        using var peer = await (await _workers.NextAsync()).ConnectAsync(FakeWorker.Function("One"), FakeWorker.Function("Two"));

        var ready = await _workers.Supervisor.ReadyAsync(CancellationToken.None);

        Assert.Equal(["One", "Two"], ready.Functions.Select(function => function.Name));
        await PhaseAsync(WorkerPhase.Running);
    }

    [Fact]
    public async Task Worker_ThatNeverConnects_IsGivenUpAfterAMinute()
    {
        var worker = await _workers.NextAsync();

        await AdvanceUntilAsync(TimeSpan.FromSeconds(60), () => worker.WasKilled);

        await PhaseAsync(WorkerPhase.Waiting);
        Assert.Contains("within 60 seconds", _workers.Supervisor.Status.LastFault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_ThatEnds_IsStartedAgainAfterADelayThatIsTold()
    {
        (await _workers.NextAsync()).End("it fell over.");
        await PhaseAsync(WorkerPhase.Waiting);
        var next = _workers.Supervisor.Status.NextStart!.Value;

        _workers.Time.Advance(next - _workers.Time.GetUtcNow());

        Assert.NotNull(await _workers.NextAsync());
        Assert.Contains("it fell over", _workers.Supervisor.Status.LastFault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_WhoseStreamEnds_IsKilledAndStartedAgain()
    {
        var worker = await _workers.NextAsync();
        using (await worker.ConnectAsync())
            await PhaseAsync(WorkerPhase.Running);

        await AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => worker.WasKilled);

        await PhaseAsync(WorkerPhase.Waiting);
    }

    [Fact]
    public async Task Worker_WhoseFunctionCantBeLoaded_IsGivenUpWithTheReason()
    {
        var worker = await _workers.NextAsync();
        using var peer = new RawPeer(worker.Launch.HostEndpoint);
        await peer.GreetAsync(worker.Launch.WorkerId);
        await FakeWorker.AnswerAsync(peer, answer => answer.WorkerInitResponse = new WorkerInitResponse { Result = FakeWorker.Success() });
        await FakeWorker.AnswerAsync(peer, answer => answer.FunctionMetadataResponse =
            new FunctionMetadataResponse { Result = FakeWorker.Success(), FunctionMetadataResults = { FakeWorker.Function("One") } });
        await FakeWorker.AnswerAsync(peer, answer => answer.FunctionLoadResponse =
            new FunctionLoadResponse { Result = new StatusResult { Exception = new RpcException { Message = "no such method" } } });

        await PhaseAsync(WorkerPhase.Waiting);

        Assert.Contains("The function One can't be loaded: no such method", _workers.Supervisor.Status.LastFault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_WithASignOfLife_KeepsTheWorker_AndWithoutItDoesNot()
    {
        var worker = await _workers.NextAsync();
        using var peer = await worker.ConnectAsync();
        await PhaseAsync(WorkerPhase.Running);

        await AskedAsync();
        await FakeWorker.AnswerAsync(peer, answer => answer.WorkerStatusResponse = new WorkerStatusResponse());
        await AskedAsync();
        Assert.False(worker.WasKilled);
        await AdvanceUntilAsync(TimeSpan.FromSeconds(60), () => worker.WasKilled);

        Assert.Contains("no sign of life", _workers.Supervisor.Status.LastFault, StringComparison.Ordinal);

        Task AskedAsync() => AdvanceUntilAsync(TimeSpan.FromSeconds(10), () => _workers.Supervisor.Current!.Channel.UnderWay == 1);
    }

    [Fact]
    public async Task Stop_SendsTheWorkerAwayBeforeItIsKilled()
    {
        var worker = await _workers.NextAsync();
        using var peer = await worker.ConnectAsync();
        await PhaseAsync(WorkerPhase.Running);

        var stop = _workers.Supervisor.StopAsync(CancellationToken.None);
        var farewell = await peer.ReceiveAsync();
        worker.End("it went.");
        await stop;

        Assert.Equal(StreamingMessage.ContentOneofCase.WorkerTerminate, farewell.ContentCase);
        Assert.Equal(WorkerPhase.Stopped, _workers.Supervisor.Status.Phase);
    }

    private Task PhaseAsync(WorkerPhase phase)
        => Until.TrueAsync(
            $"the worker is {phase}", () => _workers.Supervisor.Status.Phase == phase, seen: () => _workers.Supervisor.Status.ToString());

    /// <summary>The code under test sets its timers on other threads, so time is moved until it has.</summary>
    private Task AdvanceUntilAsync(TimeSpan by, Func<bool> condition) => Until.TrueAsync("time does its work", () =>
    {
        if (!condition())
            _workers.Time.Advance(by);
        return condition();
    });
}
