using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Assessment;

/// <summary>
/// From which day an assessment's working days count (T02). The one that a referral asks for counts from the referral (census guide 4.9).
/// New information on an open case is no referral (4.1), so any other counts from the day on which it was decided on, or begun.
/// </summary>
internal static class AssessmentDuty
{
    private const string Further = "furtherAssessment";

    private const string WhyFurther =
        "This is not the assessment that the referral asked for, so the referral's day does not count.";

    /// <summary>
    /// Further action is decided: an assessment is owed from the referral, unless an emergency brought it before the decision.
    /// </summary>
    public static void OweByReferral(DecisionBuilder change)
    {
        change.OpenDeadline(DeadlineKinds.Assessment, change.State.Referral.ReceivedOn, anchorEvent: AnchorEvents.ReferralReceived);
        // It is then complete from the day of its signature.
        if (change.State.Assessment is { Status: AssessmentStatus.CounterSigned, CounterSignedOn: { } signedOn })
            change.Meet(DeadlineKinds.Assessment, signedOn);
    }

    /// <summary>A case in assessment owes one; once the earlier one is signed, a new one is due.</summary>
    public static void OweInAssessing(DecisionBuilder change)
    {
        if (change.State.Stage == CaseStage.Assessing)
            Owe(change, change.OccurredOn, change.AnchorEvent);
    }

    /// <summary>Opens the deadline of an assessment that is needed or under way, unless one runs.</summary>
    /// <param name="change">The decision in the making.</param>
    /// <param name="from">The local day on which it was decided on or begun.</param>
    /// <param name="anchorEvent">The event of that day.</param>
    public static void Owe(DecisionBuilder change, DateOnly from, string anchorEvent)
    {
        // While the decision on the referral is owed, that decision opens it.
        if (change.HasOpenDeadline(DeadlineKinds.Assessment) || change.HasOpenDeadline(DeadlineKinds.ReferralDecision))
            return;
        if (IsFirstOfListedChild(change.State))
            change.OpenDeadline(DeadlineKinds.Assessment, change.State.Referral.ReceivedOn, anchorEvent: AnchorEvents.TransferInNotified);
        else
            change.OpenDeadline(
                new DeadlineTerms(DeadlineKinds.Assessment, from)
                {
                    Parameter = Further,
                    AnchorEvent = anchorEvent,
                    Because = WhyFurther,
                });
    }

    /// <summary>A child who was only listed for a stay, and was not assessed yet: it counts from the notice as from any referral.</summary>
    private static bool IsFirstOfListedChild(CaseState state) =>
        state
            is
        {
            Regions.Transfer.Status: TransferStatus.InTemporary,
            CinPlan: null,
            Plan: null,
            Assessment: not { Status: AssessmentStatus.CounterSigned }
        };
}
