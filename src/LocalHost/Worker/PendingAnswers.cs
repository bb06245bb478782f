using System.Collections.Concurrent;
using LocalHost.Worker.Rpc;

namespace LocalHost.Worker;

/// <summary>Requests to a worker that it has not answered yet, by request id. Safe for use from any thread.</summary>
internal sealed class PendingAnswers
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _waiting = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private TaskCompletionSource? _empty;
    private bool _closed;

    public int Count => _waiting.Count;

    /// <summary>The answer to come.</summary>
    /// <exception cref="NoWorkerException">The worker has ended; nothing was asked.</exception>
    public Task<StreamingMessage> Add(string requestId)
    {
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_closed)
                throw new NoWorkerException();
            if (!_waiting.TryAdd(requestId, answer))
                throw new InvalidOperationException($"The request id {requestId} is in use; every call needs one of its own.");
        }

        return answer.Task;
    }

    /// <summary>False when no call waits for that answer.</summary>
    public bool Complete(StreamingMessage answer)
    {
        if (!_waiting.TryRemove(answer.RequestId, out var waiting))
            return false;
        waiting.TrySetResult(answer);
        TellIfEmpty();
        return true;
    }

    /// <summary>Every wait, and every later one, ends with <see cref="WorkerProcessExitException"/>.</summary>
    public void Close(string reason)
    {
        lock (_gate)
            _closed = true;
        foreach (var (requestId, waiting) in _waiting)
        {
            _waiting.TryRemove(requestId, out _);
            waiting.TrySetException(new WorkerProcessExitException(reason));
        }

        TellIfEmpty();
    }

    /// <summary>Complete when no answer is pending.</summary>
    public Task WhenEmptyAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_waiting.IsEmpty)
                return Task.CompletedTask;
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _empty.Task.WaitAsync(cancellationToken);
        }
    }

    private void TellIfEmpty()
    {
        lock (_gate)
        {
            if (!_waiting.IsEmpty)
                return;
            _empty?.TrySetResult();
            _empty = null;
        }
    }
}
