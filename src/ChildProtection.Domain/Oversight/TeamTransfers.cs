using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Oversight;

/// <summary>
/// A case moves between teams (N-12): at once by whoever answers for both or receives it; the sending team asks, and keeps every duty until
/// the receiving one has taken over.
/// </summary>
internal static class TeamTransfers
{
    private const string Rule = "domain 3.2, E63";

    public static Notice Told { get; } = Notice.Of(
        ForBoth<TeamChangedNotice>("teamChanged", "Another team works with the child", "Ask the new team from now on."), Tell);

    public static Decision Decide(DecisionBuilder change, TeamChanged data)
    {
        if (Validate(change, data) is { } rejected)
            return rejected;
        if (!data.FamilyTold)
            change.Warn("Tell the family who will work with it from now on.");
        if (change.State.Stage == CaseStage.StrategyPending)
            change.Warn("A strategy discussion is to be held. Agree which team holds it.");
        var request = new TeamTransferRequest(data.ToTeam, data.HandoverOn, data.WorkerId);
        var actor = change.Signal.Actor;
        if (actor.Role == Role.TeamManager && actor.Team != data.ToTeam)
            return Ask(change, request);
        if (change.State.ApprovalOf(ApprovalKind.TeamTransfer) is { } open)
            change.Withdraw(open);
        return TakeEffect(change, request);
    }

    /// <summary>The case is the other team's from now on.</summary>
    public static Decision TakeEffect(DecisionBuilder change, TeamTransferRequest request)
    {
        change.AnchorEvent = TeamChanged.WireName;
        Allocations.Release(change);
        change.State = change.State with { Team = request.ToTeam };
        if (request.WorkerId is { } worker)
        {
            change.LeadFrom = request.HandoverOn;
            change.State = change.State with { LeadSocialWorker = worker };
            if (LeadWorker.MustBeQualified(change))
                change.Warn("Only a qualified social worker leads an enquiry or a plan. Allocate another lead if this worker is not one.");
        }

        Vacancies.Await(change);
        return change.Accept("Another team has taken the case over");
    }

    private static Decision Ask(DecisionBuilder change, TeamTransferRequest request)
    {
        if (change.State.ApprovalOf(ApprovalKind.TeamTransfer) is { } open)
            return DecisionBuilder.NotAllowed(Rule, $"{open.Id} waits for the other team's answer; wait for it before you ask again.");
        ApprovalRequests.Raise(
            change,
            ApprovalKind.TeamTransfer,
            Role.TeamManager,
            0,
            new ApprovalSubject(null, "Another team asked to take the case over", null),
            "The receiving team agrees before a case moves. Until then the sending team keeps every duty.",
            transfer: request);
        return change.Accept("Another team is asked to take the case over; until it agrees nothing changes");
    }

    private static Rejected? Validate(DecisionBuilder change, TeamChanged data)
    {
        if (data.ToTeam == change.State.Team)
            return DecisionBuilder.Invalid("/data/toTeam", Rule, "has the case already; choose another team");
        if (data.HandoverOn < change.State.Referral.ReceivedOn)
            return DecisionBuilder.Invalid("/data/handoverOn", Rule, "must not be before the case was opened");
        return data.HandoverOn > change.RecordedOn.AddMonths(3)
            ? DecisionBuilder.Invalid("/data/handoverOn", Rule, "must not be more than three months ahead; check the year")
            : null;
    }

    private static IEnumerable<Message> Tell(Decided decided)
    {
        if (decided.Before is not { } before || before.Team == decided.After.Team)
            return [];
        string[] agencies = [.. decided.After.ConferenceAgencies, .. decided.After.Plan?.CoreGroupAgencies ?? []];
        return Audience.Agencies(agencies)
            .Concat(Audience.Roles(decided.After, RoleCodes.LeadSocialWorker, RoleCodes.TeamManager, RoleCodes.ConferenceChair))
            .Telling(new TeamChangedNotice
            {
                Child = decided.Child,
                FromTeam = before.Team,
                ToTeam = decided.After.Team,
                LeadSocialWorker = decided.After.LeadSocialWorker,
            });
    }
}
