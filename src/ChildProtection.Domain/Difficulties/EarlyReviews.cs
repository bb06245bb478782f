using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Plan;

namespace ChildProtection.Domain.Difficulties;

/// <summary>
/// The review is brought forward (E30, domain 3.6 B): anyone in the core group asks, the chair decides within a working day. A refusal
/// needs its reason. The chair cannot refuse where the plan does not work and the procedure demands a review (E55), unless the Convenor or
/// the Juvenile Court has the case instead.
/// </summary>
internal static class EarlyReviews
{
    /// <summary>Bounds the state.</summary>
    private const int MostAskers = 10;

    private static readonly string[] ReviewKinds = [DeadlineKinds.RcpcFirst, DeadlineKinds.RcpcLater];

    public static Decision Decide(DecisionBuilder change, EarlyReviewRequested data)
    {
        if (OpenMatterRules.Validate(change, data) is { } rejected)
            return rejected;
        Request(change);
        NoteAsker(change);
        return change.Accept("Early review asked for");
    }

    public static Decision Decide(DecisionBuilder change, PlanNotWorking data)
    {
        var policy = change.Context.Profile.Code("planNotWorking");
        PlanCourse.NeedLongTermDecision(change);
        if (policy == "must")
            Require(change);
        if (policy == "may")
            change.Warn("The core group may ask for an early review conference.");
        else
            Request(change);
        if (change.Context.Profile.Code("legalRoute") == "GuernseyConvenor")
            change.Warn(
                "Refer the child to the Children's Convenor as well or instead, or to the Juvenile Court through a legal "
                + "threshold meeting.");
        return change.Accept(
            $"The plan does not work{(data.Urgent == true ? ", urgent" : "")}{(policy == "must" ? ": an early review must be held" : "")}");
    }

    public static Decision Decide(DecisionBuilder change, EarlyReviewDecided data)
    {
        var asked = change.FindOpenDeadline(DeadlineKinds.EarlyReviewDecision)!;
        if (change.OccurredOn < asked.Anchor.On)
            return DecisionBuilder.Invalid(
                "/occurredOn", "domain 3.2, E30", $"must not be before the request of {DateText.Date(asked.Anchor.On)}");
        if (change.State.Regions.EarlyReview.RequestedBy?.Contains(change.Signal.Actor.Subject) == true)
            return DecisionBuilder.NotAllowed(
                ApprovalBars.OwnWorkRule,
                "You asked for this early review. Another conference chair or a service manager must decide on it.");
        return data.Granted ? Grant(change, data) : Refuse(change, data);
    }

    /// <summary>
    /// One request waits for its decision at a time; another request meanwhile joins it. A request deals with a difficulty (S3-65).
    /// </summary>
    public static void Request(DecisionBuilder change)
    {
        ImplementationDifficulties.Address(change);
        var region = change.State.Regions.EarlyReview;
        if (region.Status != EarlyReviewStatus.None)
        {
            change.Warn(
                region.Status == EarlyReviewStatus.Granted
                    ? "An early review is granted already."
                    : "An early review is already requested; the chair's decision is due.");
            return;
        }

        Set(change, region with { Status = EarlyReviewStatus.Requested });
        change.OpenDeadline(DeadlineKinds.EarlyReviewDecision, change.OccurredOn);
    }

    /// <summary>From now on until the next review the chair cannot refuse one.</summary>
    public static void Require(DecisionBuilder change) => Set(change, change.State.Regions.EarlyReview with { Mandatory = true });

    /// <summary>A review that is held answers every request.</summary>
    public static void Held(DecisionBuilder change)
    {
        change.Cancel(DeadlineKinds.EarlyReviewDecision);
        change.Meet(DeadlineKinds.EarlyReviewHeld);
        Set(change, new EarlyReviewTrack());
    }

    /// <summary>The early review takes the place of the one that was due, and is never due later than that.</summary>
    private static Decision Grant(DecisionBuilder change, EarlyReviewDecided data)
    {
        if (data.NewOn < change.OccurredOn)
            return DecisionBuilder.Invalid("/data/newOn", "domain 3.2, E30", "must not be before the decision");
        var planned = ReviewKinds.Select(change.FindOpenDeadline).FirstOrDefault(open => open is not null);
        change.Meet(DeadlineKinds.EarlyReviewDecision);
        foreach (var kind in ReviewKinds)
            change.Supersede(kind);
        var due = change.OpenDeadline(
            new DeadlineTerms(DeadlineKinds.EarlyReviewHeld, change.OccurredOn)
            {
                NotAfter =
                    planned is { } review && review.DueOn >= change.OccurredOn
                        ? new EarlierEnd(review.DueOn, "The review that was due anyway")
                        : null,
            });
        if (data.NewOn > due.DueOn)
            change.Warn($"newOn is after {DateText.Date(due.DueOn)}, when the early review is due; the due date stays.");
        Set(change, change.State.Regions.EarlyReview with { Status = EarlyReviewStatus.Granted, RequestedBy = null });
        return change.Accept($"Early review granted, due on {DateText.Date(due.DueOn)}");
    }

    private static Decision Refuse(DecisionBuilder change, EarlyReviewDecided data)
    {
        if (
            change.State.Regions is
            {
                EarlyReview.Mandatory: true,
                Legal: not
                {
                    ThroughConvenor: true,
                    Status: LegalStatus.ConvenorReferred or LegalStatus.CyctHearing or LegalStatus.JuvenileCourt
                }
            })
            return DecisionBuilder.NotAllowed(
                "S1-50, S3-05",
                "The chair cannot refuse this early review: the plan does not work, or an obstacle could not be resolved. "
                + "Record that it is granted.");
        if (data.Reason is null)
            return DecisionBuilder.Invalid(
                "/data/reason", "domain 3.6 B, early review", "is required to refuse an early review; everyone in the core group gets it");
        if (data.NewOn is not null)
            return DecisionBuilder.Invalid("/data/newOn", "domain 3.2, E30", "must be left out when the early review is refused");
        change.Meet(DeadlineKinds.EarlyReviewDecision);
        Set(change, change.State.Regions.EarlyReview with { Status = EarlyReviewStatus.None, RequestedBy = null });
        return change.Accept("Early review refused, with the reason; the date of the next review stays");
    }

    /// <summary>Recorded histories of earlier releases know no asker.</summary>
    private static void NoteAsker(DecisionBuilder change)
    {
        var region = change.State.Regions.EarlyReview;
        var asked = region.RequestedBy ?? [];
        var asker = change.Signal.Actor.Subject;
        if (region.Status == EarlyReviewStatus.Requested && change.Signal.Rules is not null && !asked.Contains(asker))
            Set(change, region with { RequestedBy = [.. asked.TakeLast(MostAskers - 1), asker] });
    }

    private static void Set(DecisionBuilder change, EarlyReviewTrack region) =>
        change.State = change.State with { Regions = change.State.Regions with { EarlyReview = region } };
}
