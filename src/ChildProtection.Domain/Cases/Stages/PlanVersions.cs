using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Plans;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>A variation of the detailed plan (E18). Versions are append-only: each one is a row that never changes.</summary>
internal static class PlanVersions
{
    public static Decision Decide(CaseChange change, PlanVersionPublished data)
    {
        var plan = change.State.Plan!;
        var next = plan.Version + 1;
        if (data.Version is { } version && version != next)
            return CaseChange.Invalid("/data/version", "domain 4, versions", $"must be {next}, the next version");
        if (data.EffectiveFrom < plan.StartedOn)
            return CaseChange.Invalid("/data/effectiveFrom", "domain 4, versions", $"must not be before the plan started on {Words.Date(plan.StartedOn)}");
        change.State = change.State with { Plan = plan with { Version = next } };
        change.Publish(new PlanVersion
        {
            PlanNumber = plan.Number,
            Version = next,
            Status = PlanVersionStatus.Agreed,
            EffectiveFrom = data.EffectiveFrom ?? change.On,
            TextUnchanged = false,
        });
        return change.Accept($"Plan version {next} published");
    }
}
