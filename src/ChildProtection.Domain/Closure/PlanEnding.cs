using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Plan;

namespace ChildProtection.Domain.Closure;

/// <summary>
/// A plan ends without a conference (E46, domain 3.6 A and 3.7): every agency was consulted, and the service manager approves.
/// </summary>
internal static class PlanEnding
{
    private const string Title = "End of the child protection plan without a conference";

    public static Decision Decide(DecisionBuilder change, PlanEnded data)
    {
        if (Validate(change, data) is { } rejected)
            return rejected;
        ApprovalRequests.Raise(
            change,
            ApprovalKind.PlanEndingWithoutConference,
            Role.ServiceManager,
            0,
            new ApprovalSubject(null, Title, null),
            "A plan ends without a conference only for transfer, leaving the UK, death, the eighteenth birthday or care, when all "
            + "agencies of the first conference were consulted (domain 3.6 A, E46).",
            new PlanEndingRequest(change.OccurredOn, data.Reason, data.NextPlan));
        change.Warn("The plan stays in force until the service manager approves.");
        return change.Accept($"{Title} asked for ({Name(data.Reason)})");
    }

    /// <summary>Ends the plan in force on a day, without a conference. Everyone invited to the first conference is told.</summary>
    public static void End(DecisionBuilder change, DateOnly on)
    {
        var plan = change.State.Plan!;
        PlanCourse.Stop(change, on);
        ApprovalRequests.Withdraw(change, ApprovalKind.PlanEndingWithoutConference);
        // A child who died cannot begin a plan (census rule 8915), and no plan starts and ends on one day (8840): such a plan never ran.
        var ran = on > plan.StartedOn;
        if (!ran)
            change.Warn(
                $"The plan of {DateText.Date(plan.StartedOn)} never ran: it began no earlier than the day that ends it. It is not counted."
            );
        change.State = change.State with { Plan = ran ? plan with { EndedOn = on } : null, Conference = null };
        OwedPapers.OweEndNotices(change, on);
    }

    /// <summary>
    /// The plan ended on the day that was asked for; the case closes on the day of the approval, as it has run until then.
    /// </summary>
    public static Decision TakeEffect(DecisionBuilder change, PlanEndingRequest ending)
    {
        change.AnchorEvent = PlanEnded.WireName;
        End(change, ending.On);
        var summary = $"Plan ended without a conference ({Name(ending.Reason)})";
        switch (ending.Reason)
        {
            case PlanEndReason.LookedAfter:
                change.State = change.State with { Stage = CaseStage.LookedAfter };
                return change.Accept(summary + ", child looked after");
            case PlanEndReason.Transferred:
                return Closing.Close(change, CaseOutcome.Transferred, "RC5", summary);
            case PlanEndReason.Died:
                // The census asks for the date of death with RC2.
                change.State = change.State with { Child = change.State.Child with { DiedOn = change.State.Child.DiedOn ?? ending.On } };
                return Closing.Close(change, CaseOutcome.Died, "RC2", summary);
            case PlanEndReason.Turned18:
                return Closing.Close(change, CaseOutcome.Turned18, "RC7", summary);
            default:
                return Closing.Close(change, CaseOutcome.LeftUk, "RC7", summary);
        }
    }

    private static Rejected? Validate(DecisionBuilder change, PlanEnded data)
    {
        var plan = change.State.Plan!;
        if (change.State.ApprovalOf(ApprovalKind.PlanEndingWithoutConference) is { } waiting)
            return DecisionBuilder.NotAllowed(
                "domain 3.6 A, E46", $"The end of the plan was asked for already; {waiting.Id} waits for {waiting.Role}.");
        if (change.OccurredOn <= (plan.LastReviewOn ?? plan.StartedOn))
            return DecisionBuilder.Invalid(
                "/occurredOn", "census rules 8840, 8841", $"must be after {DateText.Date(plan.LastReviewOn ?? plan.StartedOn)}");
        var next = data.Reason == PlanEndReason.LookedAfter ? NextPlan.Care : NextPlan.None;
        if (data.NextPlan != next)
            return DecisionBuilder.Invalid(
                "/data/nextPlan",
                "domain 3.7",
                next == NextPlan.Care
                    ? "must be care when the child is looked after"
                    : "must be none unless the child is looked after; step down at a review conference");
        var missing = plan.CoreGroupAgencies.Except(data.AgenciesConsulted, StringComparer.Ordinal).ToArray();
        return missing.Length > 0
            ? DecisionBuilder.Invalid(
                "/data/agenciesConsulted",
                "domain 3.6 A, E46",
                $"must name every agency of the first conference's core group; missing: {string.Join(", ", missing)}")
            : null;
    }

    private static string Name(PlanEndReason reason) => reason switch
    {
        PlanEndReason.Transferred => "transferred and accepted",
        PlanEndReason.LeftUk => "left the UK",
        PlanEndReason.Died => "died",
        PlanEndReason.Turned18 => "turned 18",
        _ => "looked after",
    };
}
