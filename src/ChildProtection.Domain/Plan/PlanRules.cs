using System.Globalization;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;

namespace ChildProtection.Domain.Plan;

/// <summary>What no plan may say, outline or detailed (domain 4, conditional fields).</summary>
internal static class PlanRules
{
    /// <param name="plan">What was written.</param>
    /// <param name="pointer">Where it stands in the event.</param>
    public static Rejected? Validate(PlanContent? plan, string pointer) => plan is null
        ? null
        : ValidateVoices(plan, pointer) ?? ValidateIds(plan, pointer) ?? ValidateLinked(plan, pointer);

    private static Rejected? ValidateVoices(PlanContent plan, string pointer)
    {
        var preferences = plan.ParentsPreferences ?? [];
        for (var index = 0; index < preferences.Count; index++)
        {
            if (preferences[index] is { Accepted: false, ReasonIfNotFollowed: null })
                return DecisionBuilder.Invalid(At(pointer, "parentsPreferences", index, "reasonIfNotFollowed"), "S3-23",
                    "is required: say why the plan does not follow what the parents prefer");
        }

        return plan is { SeparationRecommended: true, OptionsExploredBeforeSeparation: null }
            ? DecisionBuilder.Invalid(
                $"{pointer}/optionsExploredBeforeSeparation",
                "S4-12",
                "is required: explore all options before you recommend that the child lives away from the family")
            : null;
    }

    private static Rejected? ValidateIds(PlanContent plan, string pointer)
    {
        if (plan.Actions?.Count > PlanAction.Most)
            return DecisionBuilder.Invalid(
                $"{pointer}/actions", "domain 4.3, actions", $"must have at most {PlanAction.Most} items; join those that belong together");
        return Twice(plan.Actions, action => action.ActionId, pointer, "actions", "actionId")
            ?? Twice(plan.Outcomes, outcome => outcome.OutcomeId, pointer, "outcomes", "outcomeId")
            ?? Twice(plan.Parents, parent => parent.ParentId, pointer, "parents", "parentId");
    }

    private static Rejected? ValidateLinked(PlanContent plan, string pointer)
    {
        // A plan without outcomes misses them as a whole.
        if (plan.Outcomes is not { Count: > 0 } all)
            return null;
        var outcomes = all.Select(outcome => outcome.OutcomeId).ToHashSet(StringComparer.Ordinal);
        var actions = plan.Actions ?? [];
        for (var index = 0; index < actions.Count; index++)
        {
            if (actions[index].OutcomeId is { } outcome && !outcomes.Contains(outcome))
                return DecisionBuilder.Invalid(
                    At(pointer, "actions", index, "outcomeId"), "S0-22", "must be the id of an outcome of the plan");
        }

        return null;
    }

    private static Rejected? Twice<T>(IReadOnlyList<T>? items, Func<T, string> id, string pointer, string list, string field)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var index = 0; index < (items?.Count ?? 0); index++)
        {
            if (!seen.Add(id(items![index])))
                return DecisionBuilder.Invalid(
                    At(pointer, list, index, field), "domain 4, ids", "appears twice; give each item an id of its own");
        }

        return null;
    }

    private static string At(string pointer, string list, int index, string field) =>
        string.Create(CultureInfo.InvariantCulture, $"{pointer}/{list}/{index}/{field}");
}
