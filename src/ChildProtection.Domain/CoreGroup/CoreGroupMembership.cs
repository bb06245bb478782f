using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;

namespace ChildProtection.Domain.CoreGroup;

/// <summary>
/// Who belongs to a core group: beside its lead social worker the parents, school or nursery, health, and the child's
/// carer. Other compositions are allowed; a warning names what is unusual.
/// </summary>
internal static class CoreGroupMembership
{
    private static readonly string[] Education = ["school", "nursery", "college"];

    public static void Warn(DecisionBuilder change, IReadOnlyList<CoreGroupMember>? members)
    {
        if (members is not { Count: > 0 })
            return;
        string[] missing = [.. Missing(change.State, members)];
        if (missing.Length > 0)
            change.Warn(
                $"These members usually belong to a core group and are missing: {string.Join("; ", missing)}.");
    }

    /// <summary>Agencies of the core group that were not at its meeting: all are jointly responsible.</summary>
    public static void WarnOfAbsent(DecisionBuilder change, IReadOnlyList<Attendance>? attendance)
    {
        if (attendance is null)
            return;
        var absent = change
            .State.Plan!.CoreGroupAgencies.Except(attendance.Where(one => one.Present).Select(one => one.Agency))
            .OfType<string>()
            .ToArray();
        if (absent.Length > 0)
            change.Warn(
                "All members must carry out and watch the plan together. These agencies did "
                + $"not come: {string.Join(", ", absent)}.");
    }

    private static IEnumerable<string> Missing(CaseState state, IReadOnlyList<CoreGroupMember> members)
    {
        var kinds = members.Select(member => member.Agency).OfType<string>().Select(AgencyCodes.KindOf).ToHashSet(StringComparer.Ordinal);
        if (!members.Any(member => member.Kind is CoreGroupMemberKind.Parent or CoreGroupMemberKind.Carer))
            yield return "parents or carers";
        if (state.Born && !Education.Any(kinds.Contains))
            yield return "teacher or nursery nurse (agency school or nursery)";
        if (!kinds.Contains("health"))
            yield return "health visitor or school nurse (agency health)";
        if (state.Regions.Placement.Kind is PlacementKind.ExtendedFamily or PlacementKind.FosterCare or PlacementKind.Residential
            && !members.Any(member => member.Kind == CoreGroupMemberKind.Carer))
            yield return "the carer in the child's placement";
    }
}
