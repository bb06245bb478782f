using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Functions.CaseFile;

internal sealed record AllocatedWorkerView(string Id, AllocationRole Role, DateOnly From);

/// <summary>Who works on a case.</summary>
/// <param name="Lead">Account id; null while nobody leads.</param>
/// <param name="Since">The local day from which the lead has the case, where that is recorded.</param>
/// <param name="UnallocatedSince">The local day since which nobody leads; null while somebody does.</param>
/// <param name="Workers">The others.</param>
internal sealed record AllocationView(
    string? Lead, DateOnly? Since, DateOnly? UnallocatedSince, IReadOnlyList<AllocatedWorkerView> Workers)
{
    public static bool NobodyLeads(CaseState state) => state.Allocation is { UnallocatedSince: not null };

    public static AllocationView? Of(CaseState state) => state.Allocation is { } facts
        ? new AllocationView(
            state.LeadSocialWorker,
            facts.LeadSince,
            facts.UnallocatedSince,
            [.. facts.Workers.Select(worker => new AllocatedWorkerView(worker.Id, worker.Role, worker.From))])
        : null;
}
