using Microsoft.DurableTask;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>A durable task that has no outcome yet. While one is open its instance does not complete.</summary>
internal abstract class OpenTask
{
    public abstract void Complete(string? data);

    public abstract void Fail(StoredFailure failure);
}

/// <summary>A call of an activity or of a sub-orchestration.</summary>
internal sealed class OpenCall<T>(string name, int id, DataConverter converter, string? childId) : OpenTask, IChildCall
{
    private readonly TaskCompletionSource<T> _outcome = new();

    public string? ChildId { get; } = childId;

    public Task<T> Task => _outcome.Task;

    public override void Complete(string? data)
    {
        T? result;
#pragma warning disable CA1031 // A result of another shape is the caller's failure; it surfaces at its await.
        try
        {
            result = converter.Deserialize<T>(data);
        }
        catch (Exception error)
        {
            _outcome.TrySetException(error);
            return;
        }
#pragma warning restore CA1031
        _outcome.TrySetResult(result!);
    }

    public override void Fail(StoredFailure failure)
    {
        var exception = new TaskFailedException(name, id, failure.ToDetails());
        if (failure.NonRetriable)
            exception.Data[Retries.NonRetriable] = true;
        _outcome.TrySetException(exception);
    }
}

/// <summary>A call that may be one of a sub-orchestration.</summary>
internal interface IChildCall
{
    /// <summary>The child's instance id; null for an activity.</summary>
    string? ChildId { get; }
}

internal sealed class OpenTimer : OpenTask
{
    private readonly TaskCompletionSource _outcome = new();
    private CancellationTokenRegistration _cancellation;

    public Task Task => _outcome.Task;

    public void CancelWith(Action onCancelled, CancellationToken token)
    {
        if (!token.CanBeCanceled)
            return;
        _cancellation = token.Register(() =>
        {
            onCancelled();
            _outcome.TrySetCanceled(token);
        }, useSynchronizationContext: false);
    }

    public override void Complete(string? data)
    {
        _cancellation.Dispose();
        _outcome.TrySetResult();
    }

    public override void Fail(StoredFailure failure) => throw new InvalidOperationException("A timer cannot fail.");
}
