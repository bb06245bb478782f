using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>The app's calls to the durable engine: open a case, hand it a signal, restart it from the record store.</summary>
public sealed class CaseWorkflowClient(CaseTables tables)
{
    /// <summary>The status of an orchestration that the engine does not know.</summary>
    internal const string Missing = "missing";

    public static Task OpenAsync(DurableTaskClient client, string caseId, OpeningSignal signal, CancellationToken cancellationToken) =>
        StartAsync(client, caseId, new CaseWorkflowInput { Signal = signal.ToJson() }, cancellationToken);

    /// <exception cref="Grpc.Core.RpcException">The engine refuses, as it does when the orchestration is not there to take
    /// events.</exception>
    /// <exception cref="EngineUnavailableException">The engine is away.</exception>
    public static Task RaiseAsync(DurableTaskClient client, string caseId, CaseSignal signal, CancellationToken cancellationToken) =>
        EngineCall.Async(
            cancel => client.RaiseEventAsync(caseId, CaseOrchestrator.CaseEvent, new CaseEventEnvelope(signal.ToJson()), cancel),
            cancellationToken);

    /// <summary>Starts the case's orchestration from its snapshot unless it runs; false without a snapshot.</summary>
    public async Task<bool> RestartAsync(DurableTaskClient client, string caseId, CancellationToken cancellationToken)
    {
        if (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is not { } snapshot)
            return false;
        await StartAsync(client, caseId, new CaseWorkflowInput { State = CaseRow.StateJson(snapshot) }, cancellationToken);
        return true;
    }

    /// <summary>Hands a stored event to its case, and restarts the orchestration where it does not run.</summary>
    /// <exception cref="EngineUnavailableException">The engine is away.</exception>
    internal async Task SubmitAsync(DurableTaskClient client, string caseId, CaseSignal signal, CancellationToken cancellationToken)
    {
        try
        {
            await RaiseAsync(client, caseId, signal, cancellationToken);
        }
        catch (RpcException) when (!cancellationToken.IsCancellationRequested)
        {
            if (await tables.Cases.FindAsync(caseId, CaseKeys.Signal(signal), cancellationToken) is not { } stored)
                throw;
            await ResubmitAsync(stored, client, cancellationToken);
        }
    }

    /// <summary>
    /// Hands a stored event over once more and restarts the orchestration where it does not run. An event handed over twice is decided
    /// once.
    /// </summary>
    internal async Task ResubmitAsync(TableEntity eventRow, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var caseId = eventRow.PartitionKey;
        var signal = CaseSignal.FromJson(EventRow.SignalJson(eventRow));
        var stopped = await FindStoppedStatusAsync(client, caseId, cancellationToken) is not null;
        if (stopped
            && await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is { } snapshot
            && CaseRow.State(snapshot).Finished)
        {
            // A finished case waits for nothing, so the signal must come with its start. If another caller has started it, the sweep
            // hands the signal over later.
            await StartAsync(
                client, caseId, new CaseWorkflowInput { State = CaseRow.StateJson(snapshot), Signal = signal.ToJson() }, cancellationToken);
        }
        else if (stopped && !await RestartAsync(client, caseId, cancellationToken) && signal is OpeningSignal opening)
            await OpenAsync(client, caseId, opening, cancellationToken);
        else
            await RaiseAsync(client, caseId, signal, cancellationToken);
    }

    /// <summary>The orchestration's status if it cannot take signals, else null.</summary>
    /// <exception cref="EngineUnavailableException">The engine is away.</exception>
    public static async Task<string?> FindStoppedStatusAsync(DurableTaskClient client, string caseId, CancellationToken cancellationToken)
    {
        var instance = await EngineCall.Async(cancel => client.GetInstanceAsync(caseId, cancel), cancellationToken);
        if (instance is null)
            return Missing;
        return instance.IsCompleted ? instance.RuntimeStatus.ToString() : null;
    }

    private static async Task StartAsync(
        DurableTaskClient client, string caseId, CaseWorkflowInput generation, CancellationToken cancellationToken)
    {
        try
        {
            await EngineCall.Async(
                cancel => client.ScheduleNewOrchestrationInstanceAsync(
                    nameof(CaseOrchestrator), generation, new StartOrchestrationOptions { InstanceId = caseId }, cancel),
                cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Another caller has started it, which is as good.
        }
    }
}
