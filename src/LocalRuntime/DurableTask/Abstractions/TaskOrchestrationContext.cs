using ChildProtection.LocalRuntime.DurableTask;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>What an orchestrator may do. Everything outside this context (clocks, random values, I/O, other tasks) breaks replay.</summary>
public abstract class TaskOrchestrationContext
{
    /// <summary>The name under which the orchestrator was started.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The instance id.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The parent, for a sub-orchestration; null for one that a client started.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>The version it was started with; empty for none.</summary>
    public virtual string Version => string.Empty;

    /// <summary>Orchestration time, UTC: the time of the current episode, the same on every replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code is running over recorded history again.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Makes loggers that are silent while replaying.</summary>
    public virtual ILoggerFactory ReplaySafeLoggerFactory => new ReplaySafeLoggerFactory(this, LoggerFactory);

    /// <summary>The plain loggers, which write again on every replay.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The input; the default of the type when none was given.</summary>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity without input. It runs at least once.</summary>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) => CallActivityAsync(name, null, options);

    /// <summary>Calls an activity. It runs at least once.</summary>
    /// <exception cref="TaskFailedException">The activity failed and its retries are spent.</exception>
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null)
        => CallActivityAsync<object>(name, input, options);

    /// <summary>Calls an activity without input for its result. It runs at least once.</summary>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options)
        => CallActivityAsync<TResult>(name, null, options);

    /// <summary>Calls an activity for its result. It runs at least once; its result is recorded once.</summary>
    /// <exception cref="TaskFailedException">The activity failed and its retries are spent.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null);

    /// <summary>A durable timer.</summary>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken)
        => CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>A durable timer, due at a moment (converted to UTC; an unspecified kind counts as local time). One in the past fires at once.</summary>
    /// <remarks>On Azure Storage a timer longer than three days wakes the instance every three days; here it sleeps through.</remarks>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Waits for an event. Names are not case-sensitive; events that came earlier are taken oldest first; of several waiters the latest is served first.</summary>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Waits for an event, at most this long.</summary>
    /// <exception cref="TaskCanceledException">The time passed.</exception>
    public Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout)
        => WaitForExternalEvent<T>(eventName, timeout, default);

    /// <summary>Waits for an event, at most this long or until cancelled.</summary>
    /// <exception cref="TaskCanceledException">The time passed, or the token was cancelled.</exception>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var waiter = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeoutTask = CreateTimer(timeout, timer.Token);
        var eventTask = WaitForExternalEvent<T>(eventName, waiter.Token);
        // Synchronous on purpose: these run on the orchestrator's own thread.
#pragma warning disable CA1849
        if (await Task.WhenAny(eventTask, timeoutTask) == eventTask)
            timer.Cancel();
        else
            waiter.Cancel();
#pragma warning restore CA1849
        return await eventTask;
    }

    /// <summary>Sends an event to an instance (also to itself), without an answer. One for an unknown instance is dropped.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Sets the status that clients see, once the episode is committed.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Calls a sub-orchestration without input.</summary>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options)
        => CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <summary>Calls a sub-orchestration.</summary>
    /// <exception cref="TaskFailedException">The child failed and its retries are spent.</exception>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
        => CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <summary>Calls a sub-orchestration without input for its result.</summary>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options)
        => CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <summary>Calls a sub-orchestration for its result.</summary>
    /// <exception cref="TaskFailedException">The child failed and its retries are spent.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    /// <summary>Starts the next generation, with a fresh history, once the orchestrator has returned and no durable task is open. The last call wins.</summary>
    /// <param name="newInput">The next generation's input.</param>
    /// <param name="preserveUnprocessedEvents">Whether events nobody has taken yet go with it; else they are dropped.</param>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>A Guid that is the same on every replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>Whether this instance's version is lower (below zero), the same (zero) or higher (above zero). Having none is lowest.</summary>
    public virtual int CompareVersionTo(string version) => TaskVersion.Compare(Version, version);

    /// <summary>A logger that is silent while replaying.</summary>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) => ReplaySafeLoggerFactory.CreateLogger(categoryName);

    /// <summary>A logger that is silent while replaying.</summary>
    public virtual ILogger CreateReplaySafeLogger(Type type) => ReplaySafeLoggerFactory.CreateLogger(type);

    /// <summary>A logger that is silent while replaying.</summary>
    public virtual ILogger CreateReplaySafeLogger<T>() => ReplaySafeLoggerFactory.CreateLogger<T>();
}
