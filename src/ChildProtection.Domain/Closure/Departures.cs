using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Domain.Closure;

/// <summary>The child died (E43), or left for another country (E45).</summary>
internal static class Departures
{
    public static Decision Decide(DecisionBuilder change, ChildDied data)
    {
        if (change.OccurredOn < change.State.Child.DateOfBirth)
            return DecisionBuilder.Invalid("/occurredOn", "census rule 8920", "must not be before the birth");
        if (data.VerifiedByCertificate != true)
            change.Warn("No certificate confirms the death yet.");
        change.State = change.State with { Child = change.State.Child with { DiedOn = change.OccurredOn } };
        if (change.State.PlanInForce)
            PlanEnding.End(change, change.OccurredOn);
        CutShort(change);
        return Closing.Close(change, CaseOutcome.Died, "RC2", "Child died");
    }

    /// <summary>A death that becomes known late: no plan ends after it, and none began after it (census rules 8920, 8915).</summary>
    private static void CutShort(DecisionBuilder change)
    {
        if (change.State.Plan is { EndedOn: { } ended } plan && ended > change.OccurredOn)
        {
            change.Warn($"The plan was recorded as ended on {DateText.Date(ended)}; it ended with the death.");
            change.State = change.State with
            {
                Plan = change.OccurredOn > plan.StartedOn ? plan with { EndedOn = change.OccurredOn } : null,
            };
        }

        if (change.State.CinPlan is { } need && need.StartedOn > change.OccurredOn)
            change.State = change.State with { CinPlan = null };
        else if (change.State.CinPlan is { EndedOn: { } over } past && over > change.OccurredOn)
            change.State = change.State with { CinPlan = past with { EndedOn = change.OccurredOn } };
    }

    /// <summary>A plan in force ends only as the service manager approves, as every plan that ends without a conference.</summary>
    public static Decision Decide(DecisionBuilder change, LeftUkPermanently data)
    {
        if (!data.CountryNotified)
            change.Warn("Tell the authorities of the country that the child went to.");
        return change.State.PlanInForce
            ? PlanEnding.Decide(
                change,
                new PlanEnded
                {
                    Reason = PlanEndReason.LeftUk,
                    NextPlan = NextPlan.None,
                    AgenciesConsulted = data.AgenciesConsulted,
                })
            : Closing.Close(change, CaseOutcome.LeftUk, "RC7", "Child left the country for good");
    }
}
