using ChildProtection.Tests.Support;
using LocalHost.Worker;
using LocalHost.Worker.Rpc;

namespace LocalHost.Tests.Worker;

public sealed class FunctionInvokerTests : IAsyncLifetime
{
    private readonly FakeWorkers _workers = FakeWorkers.New();
    private FakeWorker _worker = null!;
    private RawPeer _peer = null!;

    public async Task InitializeAsync()
    {
        await _workers.StartAsync();
        _worker = await _workers.NextAsync();
        var function = FakeWorker.Function("Pack");
        function.RawBindings.Add("""{ "name": "client", "type": "durableClient", "direction": "In" }""");
        _peer = await _worker.ConnectAsync(function);
        await _workers.Supervisor.ReadyAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        _peer.Dispose();
        await _workers.DisposeAsync();
    }

    [Fact]
    public async Task Invoke_Function_HandsInInputMetadataAndClient_AndReturnsItsResult()
    {
        var result = _workers.Invoker().InvokeAsync(Call(), CancellationToken.None);
        var request = await FakeWorker.AnswerAsync(_peer, answer => answer.InvocationResponse =
            new InvocationResponse { Result = FakeWorker.Success(), ReturnValue = new TypedData { Json = "7" } });

        Assert.Equal(RpcValue.Json("7"), await result);
        Assert.Equal("id of Pack", request.InvocationRequest.FunctionId);
        Assert.Equal(
            ["input = lamp", "client = { \"rpcBaseUrl\": \"http://engine\" }"],
            request.InvocationRequest.InputData.Select(input => $"{input.Name} = {input.Data.String}"));
        Assert.Equal("o-1", request.InvocationRequest.TriggerMetadata["instanceId"].String);
        Assert.Equal("00-trace", request.InvocationRequest.TraceContext.TraceParent);
    }

    [Fact]
    public async Task Invoke_FunctionThatThrows_FailsWithWhatItThrew()
    {
        var result = _workers.Invoker().InvokeAsync(Call(), CancellationToken.None);
        await FakeWorker.AnswerAsync(_peer, answer => answer.InvocationResponse = new InvocationResponse
        {
            Result = new StatusResult
            {
                Exception = new RpcException { Type = "System.BadThing", Message = "bad", StackTrace = "at Pack" },
            },
        });

        var failure = await Assert.ThrowsAsync<FunctionFailedException>(() => result);

        Assert.Equal(("System.BadThing", "bad", "at Pack"), (failure.Type, failure.Message, failure.WorkerStackTrace));
    }

    [Fact]
    public async Task Invoke_Cancelled_TellsTheWorkerAndEndsTheWait()
    {
        using var cancellation = new CancellationTokenSource();
        var result = _workers.Invoker().InvokeAsync(Call(), cancellation.Token);
        await _peer.ReceiveAsync();

        await cancellation.CancelAsync();

        Assert.Equal("i-1", (await _peer.ReceiveAsync()).InvocationCancel.InvocationId);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result);
        // It still runs there: a stop has to wait for it.
        Assert.Equal(1, _workers.Supervisor.Current!.Channel.UnderWay);
    }

    [Fact]
    public async Task Invoke_WorkerThatEndsMeanwhile_TellsThatNobodyKnowsHowFarItCame()
    {
        var result = _workers.Invoker().InvokeAsync(Call(), CancellationToken.None);
        await _peer.ReceiveAsync();

        _worker.End("it fell over.");

        await Assert.ThrowsAsync<WorkerProcessExitException>(() => result);
    }

    [Fact]
    public async Task Invoke_WithoutAWorker_TellsThatNothingWasCalled()
    {
        _worker.End("it fell over.");
        await Until.TrueAsync("the worker is gone", () => _workers.Supervisor.Current is null);

        await Assert.ThrowsAsync<NoWorkerException>(() => _workers.Invoker().InvokeAsync(Call(), CancellationToken.None));
    }

    [Fact]
    public async Task Invoke_FunctionThatRunsTooLong_IsCancelled_AndGoesWithItsWorkerIfItDoesNotEnd()
    {
        var result = _workers.Invoker(TimeSpan.FromMinutes(10)).InvokeAsync(Call(), CancellationToken.None);
        await _peer.ReceiveAsync();

        await Until.TrueAsync("the worker is killed", () =>
        {
            _workers.Time.Advance(TimeSpan.FromMinutes(10));
            return _worker.WasKilled;
        });

        Assert.Contains(
            "FunctionTimeoutException", (await Assert.ThrowsAsync<FunctionFailedException>(() => result)).Type, StringComparison.Ordinal);
    }

    private static FunctionCall Call() => new()
    {
        Function = new WorkerFunction { Id = "of an earlier worker", Name = "Pack", Bindings = [] },
        InvocationId = "i-1",
        Input = RpcValue.Of("lamp"),
        Metadata = new Dictionary<string, RpcValue> { ["instanceId"] = RpcValue.Of("o-1") },
        TraceParent = "00-trace",
    };
}
