using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable.Simulated;

/// <summary>What durable clients call. Entities, rewinding and all else that the protocol has are answered as not implemented.</summary>
internal sealed class SidecarService(TaskHub hub, ILogger logger) : TaskHubSidecarService.TaskHubSidecarServiceBase
{
    private const int EventsInAChunk = 100;

    public override Task<Empty> Hello(Empty request, ServerCallContext context) => Task.FromResult(new Empty());

    public override Task<CreateInstanceResponse> StartInstance(CreateInstanceRequest request, ServerCallContext context)
        => Task.FromResult(new CreateInstanceResponse { InstanceId = hub.Start(request) });

    public override Task<RestartInstanceResponse> RestartInstance(RestartInstanceRequest request, ServerCallContext context)
        => Task.FromResult(new RestartInstanceResponse { InstanceId = hub.Restart(request.InstanceId, request.RestartWithNewInstanceId) });

    public override Task<GetInstanceResponse> GetInstance(GetInstanceRequest request, ServerCallContext context)
        => Task.FromResult(Answer(hub.State(request.InstanceId, request.GetInputsAndOutputs)));

    public override Task<GetInstanceResponse> WaitForInstanceStart(GetInstanceRequest request, ServerCallContext context)
        => WhenAsync(request, static instance => instance.Status != OrchestrationStatus.Pending, context);

    public override Task<GetInstanceResponse> WaitForInstanceCompletion(GetInstanceRequest request, ServerCallContext context)
        => WhenAsync(request, static instance => instance.HasEnded, context);

    public override Task<RaiseEventResponse> RaiseEvent(RaiseEventRequest request, ServerCallContext context)
    {
        hub.Raise(request.InstanceId, request.Name, request.Input);
        return Task.FromResult(new RaiseEventResponse());
    }

    public override Task<TerminateResponse> TerminateInstance(TerminateRequest request, ServerCallContext context)
    {
        TellOfRecursion(request.InstanceId, request.Recursive);
        hub.Terminate(request.InstanceId, request.Output);
        return Task.FromResult(new TerminateResponse());
    }

    public override Task<SuspendResponse> SuspendInstance(SuspendRequest request, ServerCallContext context)
    {
        hub.Suspend(request.InstanceId, request.Reason);
        return Task.FromResult(new SuspendResponse());
    }

    public override Task<ResumeResponse> ResumeInstance(ResumeRequest request, ServerCallContext context)
    {
        hub.Resume(request.InstanceId, request.Reason);
        return Task.FromResult(new ResumeResponse());
    }

    public override Task<QueryInstancesResponse> QueryInstances(QueryInstancesRequest request, ServerCallContext context)
        => Task.FromResult(hub.Query(request.Query));

    public override Task<PurgeInstancesResponse> PurgeInstances(PurgeInstancesRequest request, ServerCallContext context)
    {
        TellOfRecursion(request.InstanceId, request.Recursive);
        return Task.FromResult(new PurgeInstancesResponse
        {
            DeletedInstanceCount = request.RequestCase switch
            {
                PurgeInstancesRequest.RequestOneofCase.InstanceId => hub.Purge(request.InstanceId),
                PurgeInstancesRequest.RequestOneofCase.PurgeInstanceFilter => hub.Purge(request.PurgeInstanceFilter),
                _ => throw new RpcException(new Status(StatusCode.InvalidArgument, $"Unknown purge request type '{request.RequestCase}'.")),
            },
        });
    }

    public override async Task StreamInstanceHistory(
        StreamInstanceHistoryRequest request, IServerStreamWriter<HistoryChunk> responseStream, ServerCallContext context)
    {
        var id = request.InstanceId;
        if (hub.History(id) is not { } history)
            throw new RpcException(new Status(StatusCode.NotFound, $"Orchestration instance with ID {id} was not found."));
        foreach (var events in history.Chunk(EventsInAChunk))
            await responseStream.WriteAsync(new HistoryChunk { Events = { events } }, context.CancellationToken);
    }

    private async Task<GetInstanceResponse> WhenAsync(GetInstanceRequest request, Func<Instance, bool> condition, ServerCallContext context)
        => Answer(await hub.WhenAsync(request.InstanceId, condition, request.GetInputsAndOutputs, context.CancellationToken));

    private static GetInstanceResponse Answer(OrchestrationState? state)
        => new() { Exists = state is not null, OrchestrationState = state };

    private void TellOfRecursion(string instanceId, bool recursive)
    {
        if (recursive)
            SimulatorLog.RecursionIgnored(logger, instanceId);
    }
}
