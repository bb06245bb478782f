using ChildProtection.Functions.Operations;
using ChildProtection.Functions.Platform.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Retention;

/// <summary>
/// Disposes of every approved record, one after the other. One instance handles all of them and forgets each as it continues to the next:
/// the engine must not remember what was forgotten everywhere else.
/// </summary>
public sealed class DisposalOperation(Disposals disposals, RecordDisposal record, ILogger<DisposalOperation> logger)
{
    /// <summary>The operation, and the id of its only instance.</summary>
    public const string Name = "disposal";

    internal static IReadOnlyList<string> Steps { get; } = ["records"];

    /// <summary>Starts it, unless it runs.</summary>
    internal static Task StartAsync(DurableTaskClient client, string by, DateTimeOffset at) => OperationStart.StartAsync(
        client, Name, nameof(DisposalOrchestrator), Steps, by, at);

    [Function(nameof(DisposalOrchestrator))]
    public static Task<OperationProgress> DisposalOrchestrator([OrchestrationTrigger] TaskOrchestrationContext context) =>
        OperationPages.RunAsync(context, nameof(DisposalPage), Steps);

    [Function(nameof(DisposalPage))]
    public async Task<OperationPage> DisposalPage(
        [ActivityTrigger] OperationProgress progress, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (await disposals.NextApprovedAsync(progress.Cursor, cancellationToken) is not { } next)
            return new OperationPage(null, 0, 0);
        try
        {
            // The cursor never names a destroyed record: the engine keeps this page until the next operation of the kind.
            return new OperationPage(progress.Cursor ?? "", 1, await record.DestroyAsync(next, client, cancellationToken) ? 1 : 0);
        }
#pragma warning disable CA1031 // The boundary of a record: after a failure it stays approved, and the schedule retries it.
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException))
#pragma warning restore CA1031
        {
            RetentionLog.NotDisposed(logger, exception, next.CaseId);
            return new OperationPage(next.CaseId, 1, 0);
        }
    }
}
