using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>What orchestrator code sees of its run. Every member refuses any thread but the orchestrator's.</summary>
internal sealed class OrchestrationContext(OrchestrationRun run, DataConverter converter, ILoggerFactory loggers) : TaskOrchestrationContext
{
    private ILoggerFactory? _replaySafe;
    private int _guids;

    public override TaskName Name => run.Name;

    public override string Version => run.Version;

    public override string InstanceId => run.InstanceId;

    public override ParentOrchestrationInstance? Parent
        => run.Parent is { } parent ? new(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => Checked().CurrentTime;

    public override bool IsReplaying => run.IsReplaying;

    public override ILoggerFactory ReplaySafeLoggerFactory => _replaySafe ??= base.ReplaySafeLoggerFactory;

    protected override ILoggerFactory LoggerFactory => loggers;

    public override T? GetInput<T>()
        where T : default => converter.Deserialize<T>(Checked().Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        RefuseOptionsAsInput(input);
        Checked();
        var data = converter.Serialize(input);
        return options?.Retry is { } retry
            ? Retries.Run(this, retry, () => run.Call<TResult>(EventKind.TaskScheduled, name, data, null))
            : run.Call<TResult>(EventKind.TaskScheduled, name, data, null);
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        RefuseOptionsAsInput(input);
        Checked();
        var data = converter.Serialize(input);
        // Made once, before any retry: every attempt is the same child.
        var child = options as SubOrchestrationOptions;
        var childId = child?.InstanceId ?? NewGuid().ToString("N");
        var version = child?.Version is { Version.Length: > 0 } chosen ? chosen.Version : null;
        return options?.Retry is { } retry
            ? Retries.Run(this, retry, () => run.Call<TResult>(EventKind.SubOrchestrationCreated, orchestratorName, data, childId, version))
            : run.Call<TResult>(EventKind.SubOrchestrationCreated, orchestratorName, data, childId, version);
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
        => Checked().CreateTimer(fireAt.ToUniversalTime().Ticks, null, cancellationToken);

    public Task CreateRetryTimer(TimeSpan delay)
    {
        var left = DateTime.MaxValue - CurrentUtcDateTime;
        return run.CreateTimer(CurrentUtcDateTime.Ticks + Math.Min(delay.Ticks, left.Ticks), delay, CancellationToken.None);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return Checked().Events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        Checked().SendEvent(instanceId, eventName, converter.Serialize(payload));
    }

    public override void SetCustomStatus(object? customStatus) => Checked().SetCustomStatus(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
        => Checked().ContinueAsNew(converter.Serialize(newInput), preserveUnprocessedEvents);

    public override Guid NewGuid() => DeterministicGuid.Create(InstanceId, CurrentUtcDateTime, _guids++);

    // Guards against the overload that takes options alone, called with a variable typed as object.
    private static void RefuseOptionsAsInput(object? input)
    {
        if (input is TaskOptions)
            throw new ArgumentException("Task options were given as the input. Give them as the argument named options.", nameof(input));
    }

    private OrchestrationRun Checked()
    {
        run.RefuseForeignThread();
        return run;
    }
}
