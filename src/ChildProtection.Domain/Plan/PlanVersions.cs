using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Plan;

/// <summary>A variation of the detailed plan (E18). Versions are append-only: each one is a row that never changes.</summary>
internal static class PlanVersions
{
    public static Decision Decide(DecisionBuilder change, PlanVersionPublished data)
    {
        var plan = change.State.Plan!;
        var next = plan.Version + 1;
        if (data.Version is { } version && version != next)
            return DecisionBuilder.Invalid("/data/version", "domain 4, versions", $"must be {next}, the next version");
        if (data.EffectiveFrom < plan.StartedOn)
            return DecisionBuilder.Invalid(
                "/data/effectiveFrom", "domain 4, versions", $"must not be before the plan started on {DateText.Date(plan.StartedOn)}");
        if (PlanPublishing.ValidateDetailed(change, data.Plan, data.ReasonsForMissing) is { } rejected)
            return rejected;
        PlanPublishing.Detailed(change, next, data.EffectiveFrom ?? change.OccurredOn, data.Plan, data.ReasonsForMissing);
        return change.Accept($"Plan version {next} published");
    }
}
