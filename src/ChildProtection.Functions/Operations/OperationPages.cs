using ChildProtection.Functions.CaseWorkflow;
using Microsoft.DurableTask;

namespace ChildProtection.Functions.Operations;

/// <summary>
/// Runs an operation: one page, then a new generation with the progress, until no step is left. So its history stays short, and a process
/// that ends in the middle resumes at its page.
/// </summary>
internal static class OperationPages
{
    /// <summary>
    /// The orchestration of an operation whose pages <paramref name="activity"/> does and whose steps follow each other as in <paramref
    /// name="steps"/>.
    /// </summary>
    public static async Task<OperationProgress> RunAsync(TaskOrchestrationContext context, string activity, IReadOnlyList<string> steps)
    {
        ArgumentNullException.ThrowIfNull(context);
        var progress =
            context.GetInput<OperationProgress>()
            ?? throw new InvalidOperationException(
                $"{context.Name} was started without its progress. Start it with {nameof(OperationStart)}.");
        context.SetCustomStatus(progress);
        var page = await context.CallActivityAsync<OperationPage>(activity, progress, Retries.UntilStored(context.InstanceId));
        var next = progress.After(page, steps);
        context.SetCustomStatus(next);
        if (!next.IsDone)
            context.ContinueAsNew(next);
        return next;
    }
}
