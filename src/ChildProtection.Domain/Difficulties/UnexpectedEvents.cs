using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Difficulties;

/// <summary>
/// Something that the plan did not foresee: manager and lead social worker decide together (E29, S0-36); the lead social worker may ask for
/// a decision at any time (E32, S0-32).
/// </summary>
internal static class UnexpectedEvents
{
    /// <summary>The highest number that may wait at once.</summary>
    internal const int Most = 20;

    private const string Joint = "S0-36";

    public static Decision Open(DecisionBuilder change)
    {
        var waiting = change.State.Regions.UnexpectedEvents;
        if (
            OpenMatterRules.ValidateRoomForAnother(waiting.Waiting.Count, Most, "unexpected events", UnexpectedEventDecided.WireName) is
            { } rejected)
            return rejected;
        var more = waiting.With("unexpected", change.OccurredOn);
        change.State = change.State with { Regions = change.State.Regions with { UnexpectedEvents = more } };
        return change.Accept($"Unexpected event ({more.Waiting[^1].Id}): manager and lead social worker decide together");
    }

    public static Decision Decide(DecisionBuilder change, UnexpectedEventDecided data)
    {
        var waiting = change.State.Regions.UnexpectedEvents;
        var (id, unknown) = OpenMatterRules.Meant(data.UnexpectedEventId, waiting, "/data/unexpectedEventId");
        if ((unknown ?? Validate(change, data, waiting.Waiting.FirstOrDefault(one => one.Id == id)?.On)) is { } rejected)
            return rejected;
        change.State = change.State with { Regions = change.State.Regions with { UnexpectedEvents = waiting.Without(id!) } };
        Follow(change, data.Decision);
        return change.Accept($"{id}: {Name(data.Decision)} (decided by manager and lead social worker)");
    }

    public static Decision Decide(DecisionBuilder change, EscalatedToManager data)
    {
        if (data.DecisionNeededBy < change.OccurredOn)
            return DecisionBuilder.Invalid("/data/decisionNeededBy", "S0-32", "must not be before the event");
        if (change.State.ApprovalOf(ApprovalKind.ManagerDecision) is { } waiting)
            return DecisionBuilder.NotAllowed("S0-32", $"{waiting.Id} waits for the manager's decision already.");
        ApprovalRequests.Raise(
            change,
            ApprovalKind.ManagerDecision,
            Role.TeamManager,
            0,
            new ApprovalSubject(null, "Decision on alternative action", data.DecisionNeededBy),
            "The lead social worker escalates to the manager when alternative action needs considering.");
        return change.Accept(
            $"Escalated to the manager{(data.DecisionNeededBy is { } by ? $", decision needed by {DateText.Date(by)}" : "")}");
    }

    private static Rejected? Validate(DecisionBuilder change, UnexpectedEventDecided data, DateOnly? happenedOn)
    {
        if (change.OccurredOn < happenedOn)
            return DecisionBuilder.Invalid("/occurredOn", Joint, $"must not be before the event of {DateText.Date(happenedOn.Value)}");
        if (data.DecidedWith == change.Signal.Actor.Subject)
            return DecisionBuilder.Invalid(
                "/data/decidedWith", Joint, "must be another account than the manager's own: two people decide together");
        return change.State.LeadSocialWorker is { } lead && data.DecidedWith != lead
            ? DecisionBuilder.Invalid("/data/decidedWith", Joint, "must be the account of the lead social worker")
            : null;
    }

    private static void Follow(DecisionBuilder change, UnexpectedEventDecision decision)
    {
        switch (decision)
        {
            case UnexpectedEventDecision.EarlyReview:
                EarlyReviews.Request(change);
                break;
            case UnexpectedEventDecision.StrategyDiscussion:
                change.OpenDeadlineOnce(DeadlineKinds.StrategyDiscussion);
                break;
            case UnexpectedEventDecision.LegalPlanning:
                change.Warn("Ask for the legal planning meeting.");
                break;
            case UnexpectedEventDecision.CoreGroup:
                change.Warn("Bring the core group together: book its meeting.");
                break;
            default:
                break;
        }
    }

    private static string Name(UnexpectedEventDecision decision) => decision switch
    {
        UnexpectedEventDecision.ContinuePlan => "the plan continues",
        UnexpectedEventDecision.CoreGroup => "core group",
        UnexpectedEventDecision.StrategyDiscussion => "strategy discussion",
        UnexpectedEventDecision.LegalPlanning => "legal planning",
        _ => "early review",
    };
}
