using ChildProtection.Functions.Operations;
using ChildProtection.Functions.RecordStore;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Maintenance;

/// <summary>Makes every list again from the cases, page by page: first each case's lines, then away with lines that no case has.</summary>
public sealed class Rebuild(CaseTables tables, ProjectionRebuild rebuild, OrphanedRowCleanup strays, ILogger<Rebuild> logger)
{
    /// <summary>The operation, and the id of its only instance.</summary>
    public const string Name = "rebuild";

    private const int CasesAPage = 50;
    private const int LinesAPage = 1000;

    /// <summary>Requests to the store at a time; it serves the cases as well.</summary>
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
        var written = 0;
        await Parallel.ForEachAsync(
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (caseId, cancellation) => Interlocked.Add(ref written, await rebuild.RebuildAsync(caseId, cancellation)));
        return new OperationPage(cases.Count < CasesAPage ? null : cases[^1], cases.Count, written);
    }
}
