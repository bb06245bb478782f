using Grpc.Core;
using Microsoft.DurableTask.Protobuf;

namespace LocalHost.Durable.Simulated;

// What clients ask for. Refusals have the status and the text that the durable extension gives them.
internal sealed partial class TaskHub
{
    private static readonly OrchestrationStatus[] Running =
        [OrchestrationStatus.Running, OrchestrationStatus.Pending, OrchestrationStatus.Suspended, OrchestrationStatus.ContinuedAsNew];

    public string Start(CreateInstanceRequest request)
    {
        var id = string.IsNullOrEmpty(request.InstanceId) ? Guid.NewGuid().ToString("N") : request.InstanceId;
        lock (_gate)
        {
            if (_instances.TryGetValue(id, out var existing) && !MayReplace(existing.Status, request.OrchestrationIdReusePolicy))
                throw Refused(StatusCode.AlreadyExists, $"An Orchestration instance with the ID {id} already exists.");
            Add(New(Now, new ExecutionStartedEvent
            {
                Name = request.Name,
                Version = request.Version,
                Input = request.Input,
                OrchestrationInstance = new() { InstanceId = id },
                ScheduledStartTimestamp = request.ScheduledStartTimestamp,
                ParentTraceContext = request.ParentTraceContext,
                Tags = { request.Tags },
            }));
            return id;
        }
    }

    /// <summary>Starts an instance's orchestration again with its input and tags.</summary>
    public string Restart(string id, bool underANewId)
    {
        lock (_gate)
        {
            var former = Find(id, "ArgumentException: ");
            if (!underANewId && !MayReplace(former.Status, policy: null))
                throw Refused(StatusCode.FailedPrecondition, $"Non-terminal instance with this instance ID already exists: {id}.");
            var start = former.Started.Clone();
            (start.Version, start.ScheduledStartTimestamp, start.ParentInstance) = (null, null, null);
            start.OrchestrationInstance = new() { InstanceId = underANewId ? Guid.NewGuid().ToString("N") : id };
            Add(New(Now, start));
            return start.OrchestrationInstance.InstanceId;
        }
    }

    public void Raise(string id, string name, string? input)
    {
        lock (_gate)
        {
            if (!options.RefuseEventsForEndedInstances && (!_instances.TryGetValue(id, out var found) || found.HasEnded))
                return;
            var instance = Find(id);
            if (instance.HasEnded)
                throw Refused(StatusCode.FailedPrecondition, "The orchestration instance with the provided instance id is not running.");
            Deliver(instance, new(Now.Raised(name, input)));
        }
    }

    public void Terminate(string id, string? output) => Control(id, "terminate", Running, instance =>
    {
        if (instance.HasBegun)
        {
            Deliver(instance, new(Now.Terminated(output)));
            return;
        }

        // Its start comes all the same: on Azure Storage nothing takes it out of its queue.
        (instance.Status, instance.Output, instance.UpdatedAt) = (OrchestrationStatus.Terminated, output, clock.GetUtcNow());
        _signals.Raise(id);
    });

    public void Suspend(string id, string? reason) => Control(
        id,
        "suspend",
        [OrchestrationStatus.Running, OrchestrationStatus.Pending],
        instance => Deliver(instance, new(Now.Suspended(reason))));

    public void Resume(string id, string? reason) => Control(
        id, "resume", [OrchestrationStatus.Suspended], instance => Deliver(instance, new(Now.Resumed(reason))));

    /// <summary>Waits until an instance is there and is as asked for.</summary>
    public async Task<OrchestrationState> WhenAsync(
        string id, Func<Instance, bool> condition, bool withTexts, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_instances.TryGetValue(id, out var instance) && condition(instance))
                    return instance.State(withTexts, withTexts);
                changed = _signals.Next(id);
            }

            try
            {
                await changed.WaitAsync(cancellationToken);
            }
            finally
            {
                lock (_gate)
                    _signals.Leave(id);
            }
        }
    }

    private static RpcException Refused(StatusCode code, string text) => new(new Status(code, text));

    private bool MayReplace(OrchestrationStatus status, OrchestrationIdReusePolicy? policy)
        => (policy?.ReplaceableStatus.Contains(status) ?? true) && (options.ReplaceRunningInstances || !Running.Contains(status));

    private Instance Find(string id, string prefix = "") => _instances.TryGetValue(id, out var instance)
        ? instance
        : throw Refused(StatusCode.NotFound, $"{prefix}No instance with ID '{id}' was found. (Parameter 'instanceId')");

    private void Control(string id, string verb, OrchestrationStatus[] from, Action<Instance> act)
    {
        lock (_gate)
        {
            var instance = Find(id, "ArgumentException: ");
            var reason = $"Cannot {verb} the orchestration instance {id} because instance is in the {instance.Status} state.";
            if (!from.Contains(instance.Status))
                throw Refused(StatusCode.FailedPrecondition, $"{nameof(InvalidOperationException)}: {reason}");
            act(instance);
        }
    }
}
