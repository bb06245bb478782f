using ChildProtection.Domain.Cases.Events;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>The child died (E43), or left for another country (E45).</summary>
internal static class Departures
{
    public static Decision Decide(CaseChange change, ChildDied data)
    {
        if (change.On < change.State.Child.DateOfBirth)
            return CaseChange.Invalid("/occurredOn", "census rule 8920", "must not be before the birth");
        if (data.VerifiedByCertificate != true)
            change.Warn("The death is not verified by a certificate yet.");
        change.State = change.State with { Child = change.State.Child with { DiedOn = change.On } };
        if (change.State.PlanInForce)
            PlanEnding.End(change, change.On);
        return Closing.Close(change, CaseOutcome.Died, "RC2", "Child died");
    }

    /// <summary>A plan in force ends only as the service manager approves, as every plan that ends without a conference.</summary>
    public static Decision Decide(CaseChange change, LeftUkPermanently data)
    {
        if (!data.CountryNotified)
            change.Warn("Tell the authorities of the country that the child went to.");
        return change.State.PlanInForce
            ? PlanEnding.Decide(change, new PlanEnded { Reason = PlanEndReason.LeftUk, NextPlan = NextPlan.None, AgenciesConsulted = data.AgenciesConsulted })
            : Closing.Close(change, CaseOutcome.LeftUk, "RC7", "Child left the country for good");
    }
}
