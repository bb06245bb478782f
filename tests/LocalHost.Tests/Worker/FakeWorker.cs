using LocalHost.Worker;
using LocalHost.Worker.Rpc;

namespace LocalHost.Tests.Worker;

/// <summary>A worker of a test's own, which does what the test wants.</summary>
internal sealed class FakeWorker(WorkerLaunch launch) : ILaunchedWorker
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WorkerLaunch Launch { get; } = launch;

    public string Name => "fake";

    public int? ProcessId => null;

    public Task<string> Ended => _ended.Task;

    public bool WasKilled { get; private set; }

    public void End(string how) => _ended.TrySetResult(how);

    public void Kill()
    {
        WasKilled = true;
        End("it was killed.");
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Ended;
    }

    /// <summary>Connects and goes through all that makes a worker ready.</summary>
    /// <param name="functions">What it offers.</param>
    public async Task<RawPeer> ConnectAsync(params RpcFunctionMetadata[] functions)
    {
        var peer = new RawPeer(Launch.HostEndpoint);
        await peer.GreetAsync(Launch.WorkerId);
        await AnswerAsync(peer, answer => answer.WorkerInitResponse = new WorkerInitResponse { Result = Success() });
        await AnswerAsync(peer, answer => answer.FunctionMetadataResponse =
            new FunctionMetadataResponse { Result = Success(), FunctionMetadataResults = { functions } });
        foreach (var function in functions)
            await AnswerAsync(
                peer,
                answer => answer.FunctionLoadResponse = new FunctionLoadResponse { FunctionId = function.FunctionId, Result = Success() });
        return peer;
    }

    /// <summary>Answers the next request of the host.</summary>
    public static async Task<StreamingMessage> AnswerAsync(RawPeer peer, Action<StreamingMessage> fill)
    {
        var request = await peer.ReceiveAsync();
        var answer = new StreamingMessage { RequestId = request.RequestId };
        fill(answer);
        await peer.SendAsync(answer);
        return request;
    }

    public static StatusResult Success() => new() { Status = StatusResult.Types.Status.Success };

    public static RpcFunctionMetadata Function(string name, string trigger = "activityTrigger") => new()
    {
        Name = name,
        FunctionId = $"id of {name}",
        RawBindings = { $$"""{ "name": "input", "type": "{{trigger}}", "direction": "In" }""" },
    };
}
