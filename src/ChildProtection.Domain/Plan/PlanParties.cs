using System.Globalization;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.PlanDocument;

namespace ChildProtection.Domain.Plan;

/// <summary>Who has a part in the plan, by references and codes: the parents, the child, the core group's agencies.</summary>
internal static class PlanParties
{
    /// <summary>The reference of a parent whom the referral lists.</summary>
    public static string ParentId(int index) => string.Create(CultureInfo.InvariantCulture, $"parent-{index + 1}");

    /// <summary>Why the reference names no parent of the case. A case with one parent needs no reference.</summary>
    public static Rejected? ValidateParent(DecisionBuilder change, string? parentId, out string parent)
    {
        var known = change.State.Parents.Select(one => one.Id).ToArray();
        parent = parentId ?? (known.Length == 1 ? known[0] : "");
        return known.Contains(parent)
            ? null
            : DecisionBuilder.Invalid(
                "/data/parentId",
                "domain 4.1, parents",
                known.Length == 0
                    ? "cannot be matched: the case knows no parent; publish a plan that lists the parents first"
                    : $"must be one of {string.Join(", ", known)}");
    }

    /// <summary>A plan that lists people replaces what the referral and the conference said of them.</summary>
    public static void TakeIn(DecisionBuilder change, PlanContent? text)
    {
        if (text?.Parents is { Count: > 0 } parents)
            change.State = change.State with
            {
                Parents = [.. parents.Select(parent => new ParentFacts(parent.ParentId, parent.KnownToAdultServices == true))],
            };
        if (text?.Child?.PreferredLanguage is { } language)
            change.State = change.State with { Child = change.State.Child with { PreferredLanguage = language } };
        if (text?.CoreGroup is not { Count: > 0 } group)
            return;
        var members = Agencies(group.Where(member => !HasLeft(member, change.OccurredOn)));
        change.State = change.State with { Plan = change.State.Plan! with { CoreGroupAgencies = members } };
        PartnerAgencies.Leave(change, Agencies(group.Where(member => HasLeft(member, change.OccurredOn))).Except(members));
    }

    private static bool HasLeft(PlanMember member, DateOnly on) => member.LeftOn <= on;

    private static string[] Agencies(IEnumerable<PlanMember> group) =>
        [.. group.Select(member => member.Agency).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
