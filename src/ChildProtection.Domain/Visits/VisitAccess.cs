using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Visits;

/// <summary>
/// Whether the child can be seen (domain 3.6 B, access difficulty): a failed visit is tried again in close succession, consecutive failures
/// make an access concern, and a concern must end in a plan of action agreed with the core group and the police, or in the child being seen
/// (E22 to E25).
/// </summary>
internal static class VisitAccess
{
    public static Decision Decide(DecisionBuilder change, VisitFailed data)
    {
        if (data.Attempt is < 1 or > 99)
            return DecisionBuilder.Invalid("/data/attempt", "S3-68", "must be from 1 to 99");
        if (change.State.PlanInForce && data.Purpose != VisitPurpose.Other)
            Fail(change, data.Attempt ?? 1);
        return change.Accept($"Visit failed ({Name(data.Reason)}), child not seen");
    }

    public static Decision Decide(DecisionBuilder change, AccessDifficultyReported data)
    {
        if (OpenMatterRules.Validate(change, data) is { } rejected)
            return rejected;
        if (SeenSince(change))
            return change.Accept("Difficulty in seeing the child reported, of before the child was last seen");
        Set(change, change.State.Regions.Access with { ReportedOn = change.OccurredOn });
        Concern(change);
        return change.Accept("Difficulty in seeing the child reported: access concern");
    }

    public static Decision Decide(DecisionBuilder change, AccessActionPlanAgreed data)
    {
        if (!data.AgreedWith.Any(AgencyCodes.IsPolice))
            return DecisionBuilder.Invalid(
                "/data/agreedWith", "S3-47", "must name the police: the plan of action is agreed between core group and police");
        if (!data.CoreGroupAgreed)
            return DecisionBuilder.Invalid(
                "/data/coreGroupAgreed", "S3-47", "must be true: the plan of action is agreed between core group and police");
        if (change.FindOpenDeadline(DeadlineKinds.AccessActionPlan) is { } owed && change.OccurredOn < owed.Anchor.On)
            return DecisionBuilder.Invalid(
                "/occurredOn", "S3-47", $"must not be before the access concern of {DateText.Date(owed.Anchor.On)}");
        change.Meet(DeadlineKinds.AccessActionPlan);
        change.Cancel(DeadlineKinds.FailedVisitRetry);
        Set(change, change.State.Regions.Access with { Status = AccessStatus.ActionPlanAgreed });
        if (data.ConferenceConsidered)
            EarlyReviews.Request(change);
        return change.Accept(
            "Plan of action for seeing the child agreed with core group and police, "
            + $"{(data.ConferenceConsidered ? "early review asked for" : "no early review")}");
    }

    /// <summary>The child was not seen. A failure before the child was last seen does not count.</summary>
    public static void Fail(DecisionBuilder change, int attempt = 1)
    {
        if (SeenSince(change))
        {
            change.Warn($"The child was seen on {DateText.Date(change.State.Plan!.LastSeenOn!.Value)}; this failed visit does not count.");
            return;
        }

        var region = change.State.Regions.Access;
        var failed = Math.Max(region.FailedVisits + 1, attempt);
        change.Meet(DeadlineKinds.FailedVisitRetry);
        Set(
            change,
            region with
            {
                FailedVisits = failed,
                FailedOn = [.. region.FailedOn.Append(change.OccurredOn).Order().TakeLast(AccessTrack.Most)],
            });
        if (failed >= change.Context.Profile.Number("accessConcernAfter"))
        {
            Concern(change);
            return;
        }

        if (region.Status == AccessStatus.Normal)
            Set(change, change.State.Regions.Access with { Status = AccessStatus.FirstFailed });
        if (change.State.Regions.Access.Status == AccessStatus.FirstFailed)
            change.OpenDeadline(DeadlineKinds.FailedVisitRetry, change.OccurredOn);
        change.Warn(change.FindOpenDeadline(DeadlineKinds.FailedVisitRetry) is { } retry
            ? $"The child was not seen. Try again by {DateText.Date(retry.DueOn)}. The visit's due date stays."
            : "The child was not seen. Try again soon. The visit's due date stays.");
    }

    /// <summary>The child was seen, which ends the failures up to that day. Failures after it still count.</summary>
    public static void Seen(DecisionBuilder change)
    {
        var region = change.State.Regions.Access;
        if (region.Status == AccessStatus.Normal)
            return;
        var since = region.FailedOn.Where(on => on > change.OccurredOn).ToArray();
        var reported = region.ReportedOn > change.OccurredOn ? region.ReportedOn : null;
        if (since.Length == 0 && reported is null)
        {
            change.Meet(DeadlineKinds.FailedVisitRetry);
            change.Cancel(DeadlineKinds.AccessActionPlan);
            Set(change, new AccessTrack());
            return;
        }

        var concern = reported is not null || since.Length >= change.Context.Profile.Number("accessConcernAfter");
        Set(
            change,
            region with
            {
                FailedVisits = since.Length,
                FailedOn = since,
                ReportedOn = reported,
                Status = concern ? region.Status : AccessStatus.FirstFailed,
            });
        if (concern)
            return;
        change.Cancel(DeadlineKinds.AccessActionPlan);
        if (!change.HasOpenDeadline(DeadlineKinds.FailedVisitRetry))
            change.OpenDeadline(DeadlineKinds.FailedVisitRetry, since[0], anchorEvent: VisitFailed.WireName);
    }

    /// <summary>
    /// One plan of action is due at a time, counted from the first concern. A failure after an agreed plan makes another one due.
    /// </summary>
    private static void Concern(DecisionBuilder change)
    {
        change.Cancel(DeadlineKinds.FailedVisitRetry);
        Set(change, change.State.Regions.Access with { Status = AccessStatus.AccessConcern });
        if (!change.HasOpenDeadline(DeadlineKinds.AccessActionPlan))
            change.OpenDeadline(DeadlineKinds.AccessActionPlan, change.OccurredOn);
        change.Warn(
            "This is an access concern: the manager, the chair and the core group are told by "
            + $"{DateText.Date(change.Due("accessNotify", change.OccurredOn).DueOn)} at the latest. "
            + "Agree a plan of action with the core group and the police.");
    }

    private static bool SeenSince(DecisionBuilder change) => change.OccurredOn <= change.State.Plan!.LastSeenOn;

    private static void Set(DecisionBuilder change, AccessTrack region) =>
        change.State = change.State with { Regions = change.State.Regions with { Access = region } };

    private static string Name(VisitFailure reason) => reason switch
    {
        VisitFailure.NoReply => "no reply",
        VisitFailure.Refused => "refused",
        VisitFailure.Moved => "moved",
        VisitFailure.AdultSeenOnly => "adult seen only",
        _ => "other reason",
    };
}
