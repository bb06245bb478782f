using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;

namespace ChildProtection.Domain.Tests.Properties.Laws;

/// <summary>Open approvals are numbered in order, and ask once about what is still owed.</summary>
internal sealed class ApprovalsAskOnceAboutWhatIsOwed : Law
{
    public override void Step(Passed step)
    {
        var state = step.After;
        var number = 0;
        foreach (var one in state.Approvals)
        {
            if (one.Number <= number
                || one.Number > state.ApprovalNumber
                || one is not { Status: ApprovalStatus.Open, Decision: null, EndedAt: null })
                Broken($"{one.Id} after {number} of {state.ApprovalNumber}: {one.Status}");
            number = one.Number;
            if (one.About.DeadlineId is null && one.Tier < 3 != one.Steps is { Count: > 0 })
                Broken($"{one.Id} at tier {one.Tier} has {one.Steps?.Count} steps");
            if (one.About.DeadlineId is { } about)
                Check(state, one.Id, about);
            else if (one.Steps is [var climb, ..] && state.NextCheckpointAt > climb.At)
                Broken($"{one.Id} climbs at {climb.At:O}, and nothing waits for it");
        }

        foreach (var recovery in state.Recoveries)
            if (state.Deadlines.All(deadline => deadline.Id != recovery.DeadlineId)
                || state.Approvals.Any(one => one.About.DeadlineId == recovery.DeadlineId)
                || state.NextCheckpointAt > recovery.AskAgainAt)
                Broken($"an acceptance about {recovery.DeadlineId} that is not owed, asked about already, or never asked about again");
    }

    private void Check(CaseState state, string id, string about)
    {
        if (state.Deadlines.All(deadline => deadline.Id != about))
            Broken($"{id} asks about {about}, which is not owed");
        if (state.Approvals.Count(one => one.About.DeadlineId == about) > 1)
            Broken($"{about} is asked about twice");
    }
}

/// <summary>An approval is raised once, climbs, and ends at most once, by a person who may decide and did not ask for it.</summary>
internal sealed class ApprovalsEndOnceAndByAnother : Law
{
    private readonly HashSet<int> ended = [];
    private readonly Dictionary<int, int> tiers = [];

    public override void Step(Passed step)
    {
        if (step.Decision is not Accepted accepted)
            return;
        foreach (var approval in accepted.Approvals)
            Follow(approval);
        if (accepted.Approvals.Count > 0 && tiers.Keys.Max() != tiers.Count)
            Broken($"numbers with a gap: {string.Join(", ", tiers.Keys.Order())}");
        if (step.Signal is EventSignal { Event: ApprovalDecided })
            CheckDueDates(step.Before, accepted);
    }

    private void Follow(Approval approval)
    {
        if (ended.Contains(approval.Number) || tiers.GetValueOrDefault(approval.Number) > approval.Tier)
            Broken($"{approval.Id} changed after its end, or sank to tier {approval.Tier}");
        tiers[approval.Number] = approval.Tier;
        if (approval.Status == ApprovalStatus.Open)
            return;
        ended.Add(approval.Number);
        if (approval.Status == ApprovalStatus.Withdrawn != approval.Decision is null)
            Broken($"{approval.Id} is {approval.Status} with the decision {approval.Decision}");
        if (approval.Decision is not { } decision)
            return;
        // A manager who signs by the event itself does what is owed, to whomever the question has climbed.
        if (decision.By == approval.RequestedBy
            || approval.Barred?.Contains(decision.By) == true
            || (approval.Kind != ApprovalKind.CounterSignature && !ApprovalRules.MayDecide(approval.Role, decision.Role)))
            Broken(
                $"{approval.Id}, asked for by {approval.RequestedBy} of {approval.Role}, was decided by {decision.By} as {decision.Role}");
    }

    private void CheckDueDates(CaseState before, Accepted accepted)
    {
        var due = before.Deadlines.ToDictionary(deadline => deadline.Id, deadline => deadline.DueOn);
        foreach (var deadline in accepted.Deadlines.Select(change => change.Deadline).Concat(accepted.State.Deadlines))
            if (due.TryGetValue(deadline.Id, out var dueOn) && dueOn != deadline.DueOn)
                Broken($"a decision moved {deadline.Id}");
    }
}
