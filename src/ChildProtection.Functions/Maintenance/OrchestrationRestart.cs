using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Operations;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Restarts lost orchestrations from the stored snapshots: as the watch does, but at once and for every case, including those that the
/// watch left to an operator and those missing from the lists.
/// </summary>
public sealed class OrchestrationRestart(
    CaseTables tables, CaseWorkflowClient engine, CasePublisher projection, ILogger<OrchestrationRestart> logger)
{
    /// <summary>The operation, and the id of its only instance.</summary>
    public const string Name = "recreate";

    private const int CasesAPage = 50;

    internal static IReadOnlyList<string> Steps { get; } = ["cases"];

    [Function(nameof(RecreationOrchestrator))]
    public static Task<OperationProgress> RecreationOrchestrator([OrchestrationTrigger] TaskOrchestrationContext context) =>
        OperationPages.RunAsync(context, nameof(RecreationPage), Steps);

    [Function(nameof(RecreationPage))]
    public async Task<OperationPage> RecreationPage(
        [ActivityTrigger] OperationProgress progress, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var cases = progress.CaseId is { } one ? [one] : await CasePages.NextAsync(tables, progress.Cursor, CasesAPage, cancellationToken);
        var started = 0;
        foreach (var caseId in cases)
        {
            if (await StartAsync(caseId, client, cancellationToken))
                started++;
        }

        OperationLog.Page(logger, Name, progress.Step, cases.Count, started);
        return new OperationPage(cases.Count < CasesAPage ? null : cases[^1], cases.Count, started);
    }

    private async Task<bool> StartAsync(string caseId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            if (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is not { } row || CaseRow.State(row).Finished
                || await CaseWorkflowClient.FindStoppedStatusAsync(client, caseId, cancellationToken) is not { } status)
                return false;
            // The watch gave up on the case; the operator who starts this has removed the reason.
            await tables.Cases.DeleteEntityAsync(caseId, CaseKeys.Watch, cancellationToken: cancellationToken);
            await projection.PublishAllAsync(caseId, cancellationToken);
            await engine.RestartAsync(client, caseId, cancellationToken);
            OperationLog.StartedAgain(logger, caseId, status, CaseRow.Sequence(row));
            return true;
        }
#pragma warning disable CA1031 // The boundary of a case; see PendingWorkSweep.
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException))
#pragma warning restore CA1031
        {
            OperationLog.NotStartedAgain(logger, exception, caseId);
            return false;
        }
    }
}
