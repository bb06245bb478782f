using System.Collections.Immutable;
using System.Globalization;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Difficulties;

/// <summary>
/// Agencies disagree, or one does not do what was agreed (E31, S3-69): practitioners settle it, then managers, then designated leads, then
/// the partnership's chair. A stage that does not settle it in time passes it on. The plan stays in force throughout.
/// </summary>
internal static class Disputes
{
    /// <summary>The highest number that may be open at once.</summary>
    internal const int Most = 5;

    private const int LastStage = 4;
    private const int MostAgencies = 10;

    private static readonly string[] Kinds = [.. DeadlineKinds.DisputeStages];

    /// <summary>Who owns a stage; those above may decide it too.</summary>
    private static readonly Role[] Owners = [Role.SocialWorker, Role.TeamManager, Role.ServiceManager, Role.HeadOfService];

    public static Decision Decide(DecisionBuilder change, DisputeRaised data)
    {
        var agencies = data.Agencies.Distinct().Order(StringComparer.Ordinal).ToArray();
        if (agencies.Length > MostAgencies)
            return DecisionBuilder.Invalid("/data/agencies", "S3-69", $"must name at most {MostAgencies} agencies");
        var open = change.State.Regions.Disputes;
        if (OpenMatterRules.ValidateRoomForAnother(open.Count, Most, "disputes", DisputeStageOutcome.WireName) is { } rejected)
            return rejected;
        var number = change.State.DeadlineNumbers.GetValueOrDefault(DeadlineKinds.DisputeStage1) + 1;
        var dispute = new DisputeTrack
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"dispute-{number}"),
            Stage = 1,
            Agencies = agencies,
        };
        change.State = Put(change.State, dispute);
        change.OpenDeadline(new DeadlineTerms(Kinds[0], change.OccurredOn) { Subject = dispute.Id });
        return change.Accept($"Dispute raised ({dispute.Id}); the plan stays in force");
    }

    public static Decision Decide(DecisionBuilder change, DisputeStageOutcome data)
    {
        var open = change.State.Regions.Disputes;
        var (id, unknown) = OpenMatterRules.Meant(data.DisputeId, [.. open.Select(one => one.Id)], "/data/disputeId");
        if (unknown is not null)
            return unknown;
        var dispute = open.First(one => one.Id == id);
        if (!Owns(change.Signal.Actor.Role, dispute.Stage))
            return DecisionBuilder.NotAllowed(
                "S3-69, dispute stages",
                $"Stage {dispute.Stage} of {dispute.Id} waits for {Owners[dispute.Stage - 1]} or a higher role.");
        var owed = change.FindOpenDeadline(Kinds[dispute.Stage - 1], dispute.Id)!;
        if (change.OccurredOn < owed.Anchor.On && !data.Resolved)
        {
            change.Warn(
                $"{dispute.Id} went on to stage {dispute.Stage} on {DateText.Date(owed.Anchor.On)}; the "
                + "outcome of an earlier stage changes nothing.");
            return change.Accept($"Outcome of an earlier stage of {dispute.Id} recorded");
        }

        change.Meet(owed.Kind, dispute.Id);
        if (data.Resolved)
        {
            change.State = Without(change.State, dispute.Id);
            return change.Accept($"{dispute.Id} resolved at stage {dispute.Stage}");
        }

        if (dispute.Stage == LastStage)
            return Unresolved(change, dispute);
        change.State = Put(change.State, dispute with { Stage = dispute.Stage + 1 });
        change.OpenDeadline(new DeadlineTerms(Kinds[dispute.Stage], change.OccurredOn) { Subject = dispute.Id });
        return change.Accept($"{dispute.Id} not resolved at stage {dispute.Stage}: stage {dispute.Stage + 1}");
    }

    /// <summary>
    /// A stage whose due date has gone by passes the dispute on; null when the deadline is none of a stage that has a next one.
    /// </summary>
    public static (CaseState State, IReadOnlyList<DeadlineChange> Changes)? PassOn(CaseState state, Deadline overdue, CaseContext context)
    {
        var stage = Array.IndexOf(Kinds, overdue.Kind) + 1;
        if (overdue.Status != DeadlineStatus.Overdue
            || stage is 0 or LastStage
            || state.Regions.Disputes.FirstOrDefault(one => one.Id == overdue.Subject) is not { } dispute)
            return null;
        var kind = Kinds[stage];
        var number = state.DeadlineNumbers.GetValueOrDefault(kind) + 1;
        // The stage failed on the day that it was due, not on the morning after.
        var terms = new DeadlineTerms(kind, overdue.DueOn) { Subject = dispute.Id };
        var next = DeadlineFactory.Open(
            context.Profile, context.Calendar, new DeadlineRequest(terms, number, "Overdue", context.Now));
        var passed = overdue.Supersede();
        return (Put(state, dispute with { Stage = stage + 1 }) with
        {
            Deadlines = [.. state.Deadlines.Where(one => one.Id != overdue.Id), next],
            DeadlineNumbers = state.DeadlineNumbers.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItem(kind, number),
        }, [new DeadlineChange(passed, DeadlineChangeKind.Superseded), new DeadlineChange(next, DeadlineChangeKind.Opened)]);
    }

    /// <summary>
    /// What the partnership's chair could not settle is an obstacle that was not resolved: a review must be held (S3-05).
    /// </summary>
    private static Decision Unresolved(DecisionBuilder change, DisputeTrack dispute)
    {
        change.State = Without(change.State, dispute.Id);
        EarlyReviews.Require(change);
        EarlyReviews.Request(change);
        return change.Accept($"{dispute.Id} not resolved at the last stage: an early review must be held");
    }

    private static bool Owns(Role role, int stage) => Array.IndexOf(Owners, role) >= stage - 1;

    private static CaseState Put(CaseState state, DisputeTrack dispute)
    {
        var others = state.Regions.Disputes;
        return state with
        {
            Regions = state.Regions with
            {
                Disputes = others.Any(one => one.Id == dispute.Id)
                    ? [.. others.Select(one => one.Id == dispute.Id ? dispute : one)]
                    : [.. others, dispute],
            },
        };
    }

    private static CaseState Without(CaseState state, string id) =>
        state with { Regions = state.Regions with { Disputes = [.. state.Regions.Disputes.Where(one => one.Id != id)] } };
}
