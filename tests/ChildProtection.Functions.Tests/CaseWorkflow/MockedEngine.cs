using System.Collections.Concurrent;
using ChildProtection.Functions.CaseWorkflow;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>The durable engine's client as the official one behaves, over instances that a test sets and reads.</summary>
internal sealed class MockedEngine
{
    private readonly Mock<DurableTaskClient> _client = new("mocked") { CallBase = true };

    public MockedEngine()
    {
        _client.Setup(client => client.GetInstancesAsync(It.IsAny<string>(), It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .Returns((string id, bool _, CancellationToken cancel) => AnswerAsync(id, () => MetadataOf(id), cancel));
        _client
            .Setup(client =>
                client.ScheduleNewOrchestrationInstanceAsync(
                    It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .Returns(
                (TaskName _, object? input, StartOrchestrationOptions? options, CancellationToken cancel) =>
                    AnswerAsync(options!.InstanceId!, () => Start(options.InstanceId!, input), cancel));
        _client
            .Setup(client =>
                client.RaiseEventAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<object?>(), It.IsAny<CancellationToken>()))
            .Returns(
                (string id, string name, object? payload, CancellationToken cancel) => AnswerAsync(id, () => Raise(id, payload), cancel));
    }

    public DurableTaskClient Client => _client.Object;

    /// <summary>What the engine knows.</summary>
    public ConcurrentDictionary<string, OrchestrationRuntimeStatus> Instances { get; } = new(StringComparer.Ordinal);

    /// <summary>Instances that were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>What was started, in order.</summary>
    public ConcurrentQueue<(string Id, CaseWorkflowInput? Input)> Started { get; } = new();

    /// <summary>What was raised, in order.</summary>
    public ConcurrentQueue<(string Id, CaseEventEnvelope? Event)> Raised { get; } = new();

    /// <summary>What a call about an instance fails with; null for those that go well.</summary>
    public Func<string, Exception?> Failure { get; set; } = _ => null;

    public static RpcException Rpc(StatusCode status) => new(new Status(status, "as the host says it"));

    private async Task<T> AnswerAsync<T>(string id, Func<T> answer, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return Failure(id) is { } failure ? throw failure : answer();
    }

    private OrchestrationMetadata? MetadataOf(string id)
    {
        Asked.Enqueue(id);
        return Instances.TryGetValue(id, out var status)
            ? new OrchestrationMetadata(nameof(CaseOrchestrator), id) { RuntimeStatus = status }
            : null;
    }

    private string Start(string id, object? input)
    {
        if (Instances.TryGetValue(id, out var status) && status is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending)
            throw new OrchestrationAlreadyExistsException($"An orchestration with the id {id} exists.");
        Instances[id] = OrchestrationRuntimeStatus.Running;
        Started.Enqueue((id, input as CaseWorkflowInput));
        return id;
    }

    private bool Raise(string id, object? payload)
    {
        if (!Instances.TryGetValue(id, out var status)
            || status is not (OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending))
            throw Rpc(StatusCode.NotFound);
        Raised.Enqueue((id, payload as CaseEventEnvelope));
        return true;
    }
}
