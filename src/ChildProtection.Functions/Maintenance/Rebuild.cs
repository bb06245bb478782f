using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Operations;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Maintenance;

/// <summary>Rebuilds every list from the cases, page by page: first the rows of each case, then the removal of orphaned rows.</summary>
public sealed class Rebuild(CaseTables tables, ProjectionRebuild rebuild, OrphanedRowCleanup strays, ILogger<Rebuild> logger)
{
    /// <summary>The operation, and the id of its only instance.</summary>
    public const string Name = "rebuild";

    private const int CasesAPage = 50;
    private const int LinesAPage = 1000;

    /// <summary>Requests to the store in parallel; few, because it also serves the cases.</summary>
    private const int AtOnce = 4;
    private const string Cases = "cases";

    internal static IReadOnlyList<string> Steps { get; } = [Cases, "Worklist", "Approvals", "Timeliness", "Index"];

    [Function(nameof(RebuildOrchestrator))]
    public static Task<OperationProgress> RebuildOrchestrator([OrchestrationTrigger] TaskOrchestrationContext context) =>
        OperationPages.RunAsync(context, nameof(RebuildPage), Steps);

    [Function(nameof(RebuildPage))]
    public async Task<OperationPage> RebuildPage([ActivityTrigger] OperationProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var page =
            progress.Step == Cases
                ? await CasesAsync(progress.Cursor, cancellationToken)
                : await strays.RemoveAsync(
                    tables.Lists.Single(table => table.Name == progress.Step), progress.Cursor, LinesAPage, cancellationToken);
        OperationLog.Page(logger, Name, progress.Step, page.Looked, page.Changed);
        return page;
    }

    private async Task<OperationPage> CasesAsync(string? after, CancellationToken cancellationToken)
    {
        var cases = await CasePages.NextAsync(tables, after, CasesAPage, cancellationToken);
        var (written, passedOver) = (0, 0);
        await Parallel.ForEachAsync(
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (caseId, cancellation) =>
            {
                var rebuilt = await RebuildAsync(caseId, cancellation);
                Interlocked.Add(ref written, rebuilt.Lines - rebuilt.PassedOver);
                Interlocked.Add(ref passedOver, rebuilt.PassedOver);
            });
        return new OperationPage(cases.Count < CasesAPage ? null : cases[^1], cases.Count, written, passedOver);
    }

    /// <summary>One case that cannot be read must not leave all others without their lines.</summary>
    private async Task<RebuiltCase> RebuildAsync(string caseId, CancellationToken cancellationToken)
    {
        try
        {
            return await rebuild.RebuildAsync(caseId, cancellationToken);
        }
#pragma warning disable CA1031 // The boundary of a case; see Sweep.
        catch (Exception exception) when (RowFaults.IsOfTheRow(exception))
#pragma warning restore CA1031
        {
            OrchestrationLog.PassedOver(logger, exception, caseId, Name);
            return new RebuiltCase(1, 1);
        }
    }
}
