using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;

namespace ChildProtection.Domain.Plan;

/// <summary>
/// Puts a version of the plan into force: judges its completeness, publishes it and opens its duties. It waits for no signature (S3-27).
/// </summary>
internal static class PlanPublishing
{
    /// <summary>The outline at the conference: the plan is in force and shows what is missing.</summary>
    public static void Outline(DecisionBuilder change, PlanContent? outline)
    {
        TakeIn(change, outline);
        var missing = Missing(change, outline ?? new PlanContent());
        var mandatory = missing.Where(name => PlanFields.Find(name)!.Need == PlanFieldNeed.Mandatory).ToArray();
        if (mandatory.Length > 0)
            change.Warn(
                $"The outline plan leaves out {string.Join(", ", mandatory)}. It is in force; the first "
                + "core group must add what is missing.");
        Publish(
            change,
            new PlanVersion
            {
                PlanNumber = change.State.Plan!.Number,
                Version = 0,
                Status = PlanVersionStatus.Outline,
                EffectiveFrom = change.OccurredOn,
                TextUnchanged = outline is null,
                Missing = missing,
            });
    }

    /// <summary>An outline that is recorded with the rest of the conference's outcome is judged then.</summary>
    public static void CompleteOutline(DecisionBuilder change, PlanContent? outline)
    {
        if (outline is null)
            return;
        TakeIn(change, outline);
        change.State = change.State with { Plan = change.State.Plan! with { Missing = Missing(change, outline) } };
    }

    /// <summary>
    /// Why the detailed plan cannot be agreed like this; null when it can. A field of the detail may be left out for a recorded reason.
    /// </summary>
    public static Rejected? ValidateDetailed(DecisionBuilder change, PlanContent? text, IReadOnlyList<MissingReason>? reasons)
    {
        const string rule = "domain 4.6";
        if ((PlanRules.Validate(text, "/data/plan") ?? PlanActions.ValidateDates(change, text, "/data/plan")) is { } rejected)
            return rejected;
        if (text is null && change.State.Plan!.Missing is null)
            return DecisionBuilder.Invalid("/data/plan", "S3-14", "is required: the record holds no text of this plan to agree on");
        var leftOut = LeftOut(change, text, reasons);
        if (
            leftOut.FirstOrDefault(name => PlanFields.Find(name) is not { Need: PlanFieldNeed.Detailed, Source: PlanFieldSource.Plan }) is
            { } wrong)
            return DecisionBuilder.Invalid("/data/reasonsForMissing", rule, $"{wrong} is not a field that may be left out for a reason");
        var missing = Missing(change, text).Except(leftOut, StringComparer.Ordinal).ToArray();
        return missing.Length == 0
            ? null
            : LeavesOut(missing, rule);
    }

    private static Rejected LeavesOut(IReadOnlyList<string> missing, string rule)
    {
        var rejected = DecisionBuilder.Invalid(
            "/data/plan",
            rule,
            $"leaves out {string.Join(", ", missing)}; write it, or say in reasonsForMissing why a field of the detailed plan is left out");
        return rejected with { Faults = [.. missing.Select(FaultOf)] };
    }

    /// <summary>A part of a list's items has the pointer of the list: it may be missing in any of them.</summary>
    private static FieldFault FaultOf(string name)
    {
        var (list, part) = name.Split('.', 2) is [var whole, var inner] ? (whole, inner) : (name, null);
        return new FieldFault(
            $"/data/plan/{list}",
            $"{(part is null ? "is missing" : $"leaves out {part}")}: write it, or say in reasonsForMissing why {name} is left out");
    }

    /// <summary>Publishes a version that <see cref="ValidateDetailed"/> accepted.</summary>
    public static void Detailed(
        DecisionBuilder change, int version, DateOnly effectiveFrom, PlanContent? text, IReadOnlyList<MissingReason>? reasons)
    {
        TakeIn(change, text);
        Publish(change, new PlanVersion
        {
            PlanNumber = change.State.Plan!.Number,
            Version = version,
            Status = PlanVersionStatus.Agreed,
            EffectiveFrom = effectiveFrom,
            TextUnchanged = text is null,
            Missing = Missing(change, text),
            LeftOut = LeftOut(change, text, reasons),
        });
        SignOff.Ask(change);
        PlanInformation.Owe(change);
    }

    private static void TakeIn(DecisionBuilder change, PlanContent? text)
    {
        PlanParties.TakeIn(change, text);
        PlanActions.TakeIn(change, text);
    }

    private static void Publish(DecisionBuilder change, PlanVersion version)
    {
        change.State = change.State with
        {
            Plan = change.State.Plan! with { Version = version.Version, Missing = version.Missing, LeftOut = version.LeftOut },
        };
        change.Publish(version);
    }

    private static IReadOnlyList<string> Missing(DecisionBuilder change, PlanContent? text) =>
        text is null
            ? change.State.Plan!.Missing ?? []
            : PlanCompleteness.Missing(
                text, new PlanKnowledge(change.State.Parents.Count > 0, change.State.Plan!.LeadSocialWorkerManager is not null));

    /// <summary>A text that stays keeps the reasons that were recorded for it.</summary>
    private static string[] LeftOut(DecisionBuilder change, PlanContent? text, IReadOnlyList<MissingReason>? reasons) =>
        [
            .. (reasons ?? [])
                .Select(reason => reason.Field)
                .Concat(text is null ? change.State.Plan!.LeftOut : [])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
}
