using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Domain.Plan;

/// <summary>Workers are allocated to a case and released from it (N-11).</summary>
internal static class Allocations
{
    /// <summary>Bounds the state.</summary>
    private const int MostWorkers = 10;

    public static Decision Decide(DecisionBuilder change, WorkerAllocated data)
    {
        if (data.From < change.State.Referral.ReceivedOn)
            return DecisionBuilder.Invalid("/data/from", "domain 3.2, E61", "must not be before the case was opened");
        if (data.From > change.RecordedOn.AddMonths(3))
            return DecisionBuilder.Invalid("/data/from", "domain 3.2, E61", "must not be more than three months ahead; check the year");
        if (data.Worker.Id == change.State.LeadSocialWorker)
            return DecisionBuilder.Invalid("/data/worker/id", "domain 3.2, E61", "leads the case already; choose another account");
        return data.Role == AllocationRole.Lead ? Lead(change, data) : Join(change, data);
    }

    public static Decision Decide(DecisionBuilder change, WorkerReleased data)
    {
        if (data.WorkerId == change.State.LeadSocialWorker)
        {
            Release(change);
            Vacancies.Await(change);
            return change.Accept("Lead worker released; nobody leads the case");
        }

        var facts = change.State.Allocation ?? new AllocationFacts();
        AllocatedWorker[] others = [.. facts.Workers.Where(worker => worker.Id != data.WorkerId)];
        if (others.Length == facts.Workers.Count)
            return DecisionBuilder.Invalid("/data/workerId", "domain 3.2, E62", "must be the lead or another worker of this case");
        change.State = change.State with { Allocation = facts with { Workers = others } };
        return change.Accept("Worker released");
    }

    /// <summary>The lead has no part in the case any more.</summary>
    public static void Release(DecisionBuilder change)
    {
        if (change.State.LeadSocialWorker is not { } lead)
            return;
        change.State = change.State with
        {
            LeadSocialWorker = null,
            Allocation = (change.State.Allocation ?? new AllocationFacts()) with { LastLead = lead, LeadSince = null },
        };
    }

    private static Decision Lead(DecisionBuilder change, WorkerAllocated data)
    {
        if (!data.Worker.Qualified && LeadWorker.MustBeQualified(change))
            return DecisionBuilder.Invalid(
                "/data/worker/qualified",
                "S3-01",
                "must be true: a qualified social worker leads an enquiry under section 47 and a child protection plan");
        if (change.State is { PlanInForce: true, LeadSocialWorker: not null } && data.Reason is null)
            return DecisionBuilder.Invalid("/data/reason", "domain 3.2, E13", "is required when another lead takes over a plan");
        if (data.From > change.RecordedOn)
            change.Warn("The new lead is responsible for the case from now on, even before the day in from.");
        change.LeadFrom = data.From;
        change.State = change.State with { LeadSocialWorker = data.Worker.Id };
        return change.Accept("Lead worker allocated");
    }

    private static Decision Join(DecisionBuilder change, WorkerAllocated data)
    {
        var facts = change.State.Allocation ?? new AllocationFacts();
        AllocatedWorker[] others = [.. facts.Workers.Where(worker => worker.Id != data.Worker.Id)];
        if (others.Length == MostWorkers)
            return DecisionBuilder.NotAllowed(
                "domain 3.2, E61", $"{MostWorkers} workers are allocated beside the lead; release one of them first.");
        change.State = change.State with
        {
            Allocation = facts with { Workers = [.. others, new AllocatedWorker(data.Worker.Id, data.Role, data.From)] },
        };
        return change.Accept(data.Role switch
        {
            AllocationRole.FamilyHelp => "Family help worker allocated",
            AllocationRole.Cover => "Worker allocated to cover",
            _ => "Second worker allocated",
        });
    }
}
