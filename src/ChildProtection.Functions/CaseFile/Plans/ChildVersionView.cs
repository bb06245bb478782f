using ChildProtection.Domain.Plan;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>The plan in words for the child, as it was given (S3-20, S3-21).</summary>
/// <param name="PlanVersion">The version of the plan that it explains.</param>
/// <param name="Text">What the child was given.</param>
/// <param name="ReadingLevel">For whom it is written.</param>
/// <param name="Language">Its language.</param>
/// <param name="ReasonForOtherLanguage">Why it is not in the child's preferred language.</param>
/// <param name="GivenOn">The local day.</param>
/// <param name="By">Who gave it.</param>
internal sealed record ChildVersionView(
    int PlanVersion, string Text, string ReadingLevel, string Language, string? ReasonForOtherLanguage, DateOnly GivenOn, string By)
{
    /// <summary>The last one given while that version was in force, or earlier; null when none was.</summary>
    public static ChildVersionView? Latest(StoredPlan plan)
    {
        var given = plan.Events.LastOrDefault(one =>
            one.Type == PlanExplained.WireName && plan.Owns(one) && one.Data["childVersion"] is not null);
        if (given?.Data["childVersion"]?.AsObject() is not { } words)
            return null;
        return new ChildVersionView(
            plan.VersionOf(given),
            words["text"]!.GetValue<string>(),
            words["readingLevel"]!.GetValue<string>(),
            words["language"]!.GetValue<string>(),
            words["reasonForOtherLanguage"]?.GetValue<string>(),
            given.OccurredOn,
            given.Actor.Name ?? given.Actor.Subject);
    }
}
