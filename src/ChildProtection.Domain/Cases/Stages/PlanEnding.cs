using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>A plan ends without a conference (E46, domain 3.6 A and 3.7): every agency was consulted, and the service manager approves.</summary>
internal static class PlanEnding
{
    private const string Title = "End of the child protection plan without a conference";

    public static Decision Decide(CaseChange change, PlanEnded data)
    {
        if (WhyNot(change, data) is { } rejected)
            return rejected;
        Approvals.Raise(change, ApprovalKind.PlanEndingWithoutConference, Role.ServiceManager, 0, new ApprovalSubject(null, Title, null),
            "A plan ends without a conference only for transfer, leaving the UK, death, the eighteenth birthday or care, when all agencies of the first conference were consulted (domain 3.6 A, E46).",
            new PlanEndingRequest(change.On, data.Reason, data.NextPlan));
        change.Warn("The plan stays in force until the service manager approves.");
        return change.Accept($"{Title} asked for ({Name(data.Reason)})");
    }

    /// <summary>The plan ended on the day that was asked for; the case closes on the day of the approval, as it has run until then.</summary>
    public static Decision TakeEffect(CaseChange change, PlanEndingRequest ending)
    {
        change.AnchorEvent = nameof(PlanEnded);
        ReviewConference.StopPlan(change);
        change.State = change.State with { Plan = change.State.Plan! with { EndedOn = ending.On }, Conference = null };
        change.Arm(DeadlineKinds.EndNotification, ending.On);
        var summary = $"Plan ended without a conference ({Name(ending.Reason)})";
        switch (ending.Reason)
        {
            case PlanEndReason.LookedAfter:
                change.State = change.State with { Stage = CaseStage.LookedAfter };
                return change.Accept(summary + ", child looked after");
            case PlanEndReason.Transferred:
                return Closing.Close(change, CaseOutcome.Transferred, "RC5", summary);
            case PlanEndReason.Died:
                return Closing.Close(change, CaseOutcome.Died, "RC2", summary);
            case PlanEndReason.Turned18:
                return Closing.Close(change, CaseOutcome.Turned18, "RC7", summary);
            default:
                return Closing.Close(change, CaseOutcome.LeftUk, "RC7", summary);
        }
    }

    private static Rejected? WhyNot(CaseChange change, PlanEnded data)
    {
        var plan = change.State.Plan!;
        if (change.State.ApprovalOf(ApprovalKind.PlanEndingWithoutConference) is { } waiting)
            return CaseChange.NotAllowed("domain 3.6 A, E46", $"The end of the plan was asked for already; {waiting.Id} waits for {waiting.Role}.");
        if (change.On <= (plan.LastReviewOn ?? plan.StartedOn))
            return CaseChange.Invalid("/occurredOn", "census rules 8840, 8841", $"must be after {Words.Date(plan.LastReviewOn ?? plan.StartedOn)}");
        var next = data.Reason == PlanEndReason.LookedAfter ? NextPlan.Care : NextPlan.None;
        if (data.NextPlan != next)
            return CaseChange.Invalid("/data/nextPlan", "domain 3.7", next == NextPlan.Care ? "must be care when the child is looked after" : "must be none unless the child is looked after; step down at a review conference");
        var missing = plan.CoreGroupAgencies.Except(data.AgenciesConsulted, StringComparer.Ordinal).ToArray();
        return missing.Length > 0
            ? CaseChange.Invalid("/data/agenciesConsulted", "domain 3.6 A, E46", $"must name every agency of the first conference's core group; missing: {string.Join(", ", missing)}")
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
