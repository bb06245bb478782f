using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Conference;

/// <summary>
/// What every review conference deals with: progress on the outcomes and needed changes, and the child's long-term future once the
/// plan does not work or the assessment found that another family is better (S1-44, S1-46).
/// </summary>
internal static class ReviewAgenda
{
    public static Rejected? Validate(ConferenceHeld data)
    {
        const string rule = "S3-11";
        if (data.ProgressReviewed == false)
            return DecisionBuilder.Invalid(
                "/data/progressReviewed", rule, "must be true: progress on outcomes is on every review's agenda");
        return data.ChangesConsidered == false
            ? DecisionBuilder.Invalid("/data/changesConsidered", rule, "must be true: needed changes are on every review's agenda")
            : null;
    }

    /// <summary>A decision that is not recorded stays needed, and is asked for at the next review again.</summary>
    public static void Warn(DecisionBuilder change, ConferenceHeld data)
    {
        if (data.ProgressReviewed is null || data.ChangesConsidered is null)
            change.Warn(
                "Every review must look at progress on outcomes and at needed changes. "
                + "Say if the meeting looked at progress, and at what must change.");
        var plan = change.State.Plan!;
        if (data.LongTermDecision is not null)
            change.State = change.State with { Plan = plan with { LongTermDecisionNeeded = false } };
        else if (plan.LongTermDecisionNeeded && data.Decision == ConferenceDecision.Continue)
            change.Warn(
                "Decide on the child's long-term future without delay. Record longTermDecision, and why in reason.");
    }
}
