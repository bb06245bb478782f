namespace ChildProtection.Domain.PlanDocument;

/// <summary>What a plan leaves out.</summary>
internal static class PlanCompleteness
{
    /// <summary>
    /// Names of the fields that its authors have not written although the outline or the detailed plan needs them, in the order of the
    /// table.
    /// </summary>
    public static IReadOnlyList<string> Missing(PlanContent plan, PlanKnowledge known) =>
    [
        .. PlanFields.All
            .Where(field => field.Need != PlanFieldNeed.Optional && field.Filled is { } filled && !filled(plan, known))
            .Select(field => field.Name),
    ];
}
