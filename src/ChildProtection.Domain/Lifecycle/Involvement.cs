using System.Collections.Frozen;
using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Referral;

namespace ChildProtection.Domain.Lifecycle;

/// <summary>Notes who works or decides on a case: a chair comes from outside (S2-11).</summary>
internal static class Involvement
{
    /// <summary>How many accounts a state keeps, the latest.</summary>
    public const int Most = 30;

    private static readonly FrozenSet<string> Work = FrozenSet.Create(
        ReferralDecision.WireName,
        AssessmentStarted.WireName,
        AssessmentSubmitted.WireName,
        AssessmentCounterSigned.WireName,
        AssessmentReturned.WireName,
        StrategyDiscussionHeld.WireName,
        Section47Concluded.WireName,
        WorkerAllocated.WireName,
        WorkerReleased.WireName,
        TeamChanged.WireName);

    /// <summary>What only a manager decides; a chair decides on approvals too, as the chair.</summary>
    private static readonly FrozenSet<string> Decisions = FrozenSet.Create(ApprovalDecided.WireName, UnexpectedEventDecided.WireName);

    public static void Note(DecisionBuilder change)
    {
        if (change.State.LeadSocialWorker is { } lead)
            Add(change, lead);
        foreach (var worker in change.State.Allocation?.Workers ?? [])
            Add(change, worker.Id);
        var actor = change.Signal.Actor;
        var type = EventNames.Of(change.Signal.Event);
        if (actor.Role != Role.Agency
            && (Work.Contains(type)
                || (Decisions.Contains(type) && actor.Role is Role.TeamManager or Role.ServiceManager or Role.HeadOfService)))
            Add(change, actor.Subject);
    }

    private static void Add(DecisionBuilder change, string account)
    {
        if (!change.State.Involved.Contains(account))
            change.State = change.State with { Involved = [.. change.State.Involved.TakeLast(Most - 1), account] };
    }
}
