using ChildProtection.Tests.Support;
using Grpc.Core;
using LocalHost.Worker;
using LocalHost.Worker.Rpc;

namespace LocalHost.Tests.Worker;

/// <summary>Messages on the worker's protocol that are cut, huge or of the wrong kind, and strangers (F16).</summary>
public sealed class ProtocolAbuseTests : IAsyncLifetime
{
    private readonly FakeWorkers _workers = FakeWorkers.New();

    public Task InitializeAsync() => _workers.StartAsync();

    public async Task DisposeAsync() => await _workers.DisposeAsync();

    [Fact]
    public async Task Stranger_ThatCallsItselfAWorker_IsRefused()
    {
        using var stranger = new RawPeer(_workers.Endpoint);
        await stranger.GreetAsync("worker-1");

        Assert.Equal(StatusCode.PermissionDenied, await stranger.EndAsync());
        await TheWorkerStillConnectsAsync();
    }

    [Fact]
    public async Task Stranger_WithTheIdOfAWorkerThatIsThere_IsRefused()
    {
        var worker = await _workers.NextAsync();
        using var peer = await worker.ConnectAsync(FakeWorker.Function("One"));
        using var stranger = new RawPeer(_workers.Endpoint);
        await stranger.GreetAsync(worker.Launch.WorkerId);

        Assert.Equal(StatusCode.PermissionDenied, await stranger.EndAsync());
        await AnswersAsync(peer);
    }

    [Fact]
    public async Task FirstMessage_OfAnotherKind_IsRefused()
    {
        using var stranger = new RawPeer(_workers.Endpoint);
        await stranger.SendAsync(new StreamingMessage { InvocationResponse = new InvocationResponse() });

        Assert.Equal(StatusCode.InvalidArgument, await stranger.EndAsync());
        await TheWorkerStillConnectsAsync();
    }

    [Fact]
    public async Task FirstMessage_ThatDoesNotCome_IsNotWaitedForLong()
    {
        using var stranger = new RawPeer(_workers.Endpoint);

        Assert.Equal(StatusCode.DeadlineExceeded, await stranger.EndAsync());
        await TheWorkerStillConnectsAsync();
    }

    [Fact]
    public async Task FirstMessage_OfNoProtocol_IsRefused()
    {
        using var stranger = new RawPeer(_workers.Endpoint);
        await stranger.SendAsync([0xff, 0xff, 0xff, 0xff, 0xff]);

        Assert.NotEqual(StatusCode.OK, await stranger.EndAsync());
        await TheWorkerStillConnectsAsync();
    }

    [Fact]
    public async Task Message_LongerThanTheLimit_CutsItsSenderOff()
    {
        using var stranger = new RawPeer(_workers.Endpoint);
        var sending = stranger.SendAsync(new byte[FunctionRpcServer.MaxMessageBytes + 1]);

        Assert.Equal(StatusCode.ResourceExhausted, await stranger.EndAsync());
        await Record.ExceptionAsync(() => sending);
        await TheWorkerStillConnectsAsync();
    }

    [Fact]
    public async Task Worker_ThatSendsNoProtocol_IsGivenUpAndAnotherStarted()
    {
        var worker = await _workers.NextAsync();
        using var peer = await worker.ConnectAsync(FakeWorker.Function("One"));
        await _workers.Supervisor.ReadyAsync(CancellationToken.None);
        await peer.SendAsync([0xff, 0xff, 0xff, 0xff, 0xff]);

        await Until.TrueAsync("the worker is killed", () =>
        {
            _workers.Time.Advance(TimeSpan.FromSeconds(1));
            return worker.WasKilled;
        });

        await TheWorkerStillConnectsAsync();
    }

    [Fact]
    public async Task Worker_ThatAnswersAGreetingWithSomethingElse_IsGivenUp()
    {
        var worker = await _workers.NextAsync();
        using var peer = new RawPeer(_workers.Endpoint);
        await peer.GreetAsync(worker.Launch.WorkerId);
        await FakeWorker.AnswerAsync(peer, answer => answer.WorkerStatusResponse = new WorkerStatusResponse());

        await worker.Ended.WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Contains(
            "answered WorkerInitRequest with WorkerStatusResponse", _workers.Supervisor.Status.LastFault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_ThatAnswersWhatNobodyAsked_IsNotBelieved_AndGoesOn()
    {
        var worker = await _workers.NextAsync();
        using var peer = await worker.ConnectAsync(FakeWorker.Function("One"));
        await peer.SendAsync(
            new StreamingMessage { RequestId = "nobody's", InvocationResponse = new InvocationResponse { InvocationId = "i-9" } });
        await peer.SendAsync(new StreamingMessage { StartStream = new StartStream { WorkerId = "another" } });
        await peer.SendAsync(new StreamingMessage());

        await AnswersAsync(peer);
    }

    private async Task TheWorkerStillConnectsAsync()
    {
        var next = _workers.NextAsync();
        await Until.TrueAsync("a worker is started", () =>
        {
            if (!next.IsCompleted)
                _workers.Time.Advance(TimeSpan.FromSeconds(1));
            return next.IsCompleted;
        });
        using var peer = await (await next).ConnectAsync(FakeWorker.Function("One"));
        await AnswersAsync(peer);
    }

    private async Task AnswersAsync(RawPeer peer)
    {
        var ready = await _workers.Supervisor.ReadyAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));
        var call = new FunctionCall { Function = ready.Functions[0], InvocationId = Guid.NewGuid().ToString() };
        var result = _workers.Invoker().InvokeAsync(call, CancellationToken.None);
        await FakeWorker.AnswerAsync(peer, answer => answer.InvocationResponse =
            new InvocationResponse { Result = FakeWorker.Success(), ReturnValue = new TypedData { String = "there" } });
        Assert.Equal(RpcValue.Of("there"), await result.WaitAsync(TimeSpan.FromMinutes(2)));
    }
}
