using System.Threading.Channels;
using Grpc.Core;
using LocalHost.Worker.Rpc;
using Microsoft.Extensions.Logging;

namespace LocalHost.Worker;

/// <summary>The stream of messages between this host and one worker. Safe for use from any thread.</summary>
internal sealed partial class WorkerChannel(WorkerLog workerLog, ILogger<WorkerChannel> logger)
{
    private readonly PendingAnswers _pending = new();
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>(
        new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Complete when the stream has ended, with the reason.</summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>Calls that the worker has not answered.</summary>
    public int UnderWay => _pending.Count;

    /// <summary>Carries messages both ways until either side ends the stream.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = WriteAsync(outgoing, ends.Token);
        var cutting = CutAsync(ends);
        var reason = "The worker ended the connection.";
        try
        {
            while (await incoming.MoveNext(ends.Token))
                Receive(incoming.Current);
        }
        catch (OperationCanceledException)
        {
            reason = _cut.Task.IsCompleted ? "The host cut the connection." : "The connection to the worker was lost.";
        }
        catch (Exception exception) when (exception is IOException or Grpc.Core.RpcException)
        {
            reason = $"The connection to the worker was lost: {exception.Message}";
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            await ends.CancelAsync();
            _cut.TrySetResult();
            await cutting;
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _pending.Close(reason);
            _closed.TrySetResult(reason);
        }
    }

    /// <summary>
    /// Sends a request and waits for its answer. A cancelled wait leaves the request with the worker, where it stays under way.
    /// </summary>
    /// <exception cref="NoWorkerException">The worker had ended before it was asked.</exception>
    /// <exception cref="WorkerProcessExitException">The worker ended before it answered.</exception>
    public Task<StreamingMessage> AskAsync(StreamingMessage request, CancellationToken cancellationToken)
    {
        var answer = _pending.Add(request.RequestId);
        Send(request);
        return answer.WaitAsync(cancellationToken);
    }

    /// <summary>Sends a message that has no answer.</summary>
    public void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    /// <summary>Complete when no call is under way.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken) => _pending.WhenEmptyAsync(cancellationToken);

    /// <summary>Ends the stream at once.</summary>
    public void Cut() => _cut.TrySetResult();

    private async Task CutAsync(CancellationTokenSource ends)
    {
        await _cut.Task;
        await ends.CancelAsync();
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken))
            await outgoing.WriteAsync(message, cancellationToken);
    }

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.RpcLog:
                workerLog.Write(message.RpcLog);
                break;
            case StreamingMessage.ContentOneofCase.None:
                // The worker confirms in this way what needs no answer.
                break;
            default:
                if (!_pending.Complete(message))
                    Unasked(message.ContentCase);
                break;
        }
    }

    [LoggerMessage(EventName = "WorkerMessageUnasked", Level = LogLevel.Debug,
        Message = "Ignored an unexpected {Kind} from the worker.")]
    private partial void Unasked(StreamingMessage.ContentOneofCase kind);
}
