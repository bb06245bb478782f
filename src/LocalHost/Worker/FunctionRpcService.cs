using Grpc.Core;
using LocalHost.Worker.Rpc;
using Microsoft.Extensions.Logging;

namespace LocalHost.Worker;

/// <summary>The end of the worker's protocol that the worker connects to.</summary>
internal sealed partial class FunctionRpcService(
    WorkerReception reception,
    WorkerLog workerLog,
    TimeProvider time,
    ILoggerFactory loggers,
    ILogger<FunctionRpcService> logger) : FunctionRpc.FunctionRpcBase
{
    private static readonly TimeSpan SlowestGreeting = TimeSpan.FromSeconds(10);

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        var channel = new WorkerChannel(workerLog, loggers.CreateLogger<WorkerChannel>());
        var greeting = await GreetingAsync(requestStream, context.CancellationToken);
        if (!reception.TryLetIn(greeting.WorkerId, channel))
        {
            StrangerRefused(context.Peer);
            throw new Grpc.Core.RpcException(
                new Status(StatusCode.PermissionDenied, "This host did not start that worker, or has given it up."));
        }

        await channel.RunAsync(requestStream, responseStream, context.CancellationToken);
    }

    /// <exception cref="Grpc.Core.RpcException">It did not come in time, or is another message.</exception>
    private async Task<StartStream> GreetingAsync(IAsyncStreamReader<StreamingMessage> requestStream, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(SlowestGreeting, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            if (await requestStream.MoveNext(ends.Token) && requestStream.Current.StartStream is { } greeting)
                return greeting;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new Grpc.Core.RpcException(
                new Status(StatusCode.DeadlineExceeded, $"The first message must come within {SlowestGreeting.TotalSeconds} seconds."));
        }

        throw new Grpc.Core.RpcException(new Status(StatusCode.InvalidArgument, "The first message must be StartStream."));
    }

    [LoggerMessage(EventName = "StrangeWorkerRefused", Level = LogLevel.Warning,
        Message = "Refused a program at {Peer}: it claimed to be a worker that this host did not start.")]
    private partial void StrangerRefused(string peer);
}
