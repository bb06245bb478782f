using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Domain.Kernel;

/// <summary>
/// While nobody leads a case, somebody must be found, a manager looks at the risk, and those who work with the child hear whom to call
/// (N-11).
/// </summary>
internal static class Vacancies
{
    /// <summary>A lead is needed from the day of the event on; does nothing while there is one.</summary>
    public static void Await(DecisionBuilder change)
    {
        if (change.State.LeadSocialWorker is not null)
            return;
        var facts = change.State.Allocation ?? new AllocationFacts();
        change.State = change.State with
        {
            Allocation = facts with { LeadSince = null, UnallocatedSince = facts.UnallocatedSince ?? change.OccurredOn },
        };
        Open(change, DeadlineKinds.Allocation);
        Open(change, DeadlineKinds.UnallocatedReview);
        if (change.State.PlanInForce)
            Open(change, DeadlineKinds.UnallocatedTold);
    }

    /// <summary>Whoever was made the lead, by whatever event, ends the vacancy.</summary>
    public static void Settle(DecisionBuilder change, string? before)
    {
        if (change.State.LeadSocialWorker is not { } lead || lead == before)
            return;
        var facts = change.State.Allocation ?? new AllocationFacts();
        change.State = change.State with
        {
            Allocation = facts with
            {
                LeadSince = change.LeadFrom ?? change.OccurredOn,
                UnallocatedSince = null,
                LastLead = before ?? facts.LastLead,
                Workers = [.. facts.Workers.Where(worker => worker.Id != lead)],
            },
        };
        change.Meet(DeadlineKinds.Allocation);
        change.Cancel(DeadlineKinds.UnallocatedReview, DeadlineKinds.UnallocatedTold);
    }

    /// <summary>A profile without the parameter has no such duty.</summary>
    private static void Open(DecisionBuilder change, string kind)
    {
        if (change.Context.Profile.Applies(DeadlineKinds.Get(kind).Parameter))
            change.OpenDeadlineOnce(kind);
    }
}
