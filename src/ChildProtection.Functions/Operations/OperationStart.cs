using ChildProtection.Functions.Platform.Durable;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Operations;

/// <summary>Starts an operation unless it runs already: it has one instance.</summary>
internal static class OperationStart
{
    /// <summary>Returns whether this call started it.</summary>
    /// <exception cref="EngineUnavailableException">The engine is away.</exception>
    public static async Task<bool> StartAsync(
        DurableTaskClient client,
        string operation,
        string orchestrator,
        IReadOnlyList<string> steps,
        string by,
        DateTimeOffset at,
        string? caseId = null)
    {
        var progress = new OperationProgress { Step = steps[0], CaseId = caseId, StartedAt = at, StartedBy = by };
        if (await RunsAsync(client, operation))
            return false;
        try
        {
            await EngineCall.Async(
                cancel => client.ScheduleNewOrchestrationInstanceAsync(
                    orchestrator, progress, new StartOrchestrationOptions { InstanceId = operation }, cancel),
                CancellationToken.None);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Another caller has just started it, which is as good.
            return false;
        }
    }

    private static async Task<bool> RunsAsync(DurableTaskClient client, string operation) =>
        await EngineCall.Async(cancel => client.GetInstanceAsync(operation, cancel), CancellationToken.None) is { IsCompleted: false };
}
