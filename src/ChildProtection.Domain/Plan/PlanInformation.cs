using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Domain.Plan;

/// <summary>
/// Child and parents understand the plan, the child has a version of its own, and adult services that know a parent have a copy (E20, E21).
/// </summary>
internal static class PlanInformation
{
    /// <summary>Of a language tag, in characters (RFC 5646, 4.4.1).</summary>
    private const int MaxLanguageLength = 35;

    /// <summary>
    /// What is owed once the detail is agreed, unless it was done for an earlier version. A child that is not born needs no version.
    /// </summary>
    public static void Owe(DecisionBuilder change)
    {
        var plan = change.State.Plan!;
        if (plan is { Version: > 0, ChildVersionOf: null }
            && change.State.Child.DateOfBirth is not null
            && !change.HasOpenDeadline(DeadlineKinds.ChildVersionGiven))
            change.OpenDeadline(DeadlineKinds.ChildVersionGiven, change.OccurredOn);
        foreach (
            var parent in change.State.Parents.Where(parent =>
                plan.Version > 0 && parent.KnownToAdultServices && !plan.AdultRecordsCopied.Contains(parent.Id)))
        {
            if (change.FindOpenDeadline(DeadlineKinds.AdultRecordCopy, parent.Id) is null)
                change.OpenDeadline(new DeadlineTerms(DeadlineKinds.AdultRecordCopy, change.OccurredOn) { Subject = parent.Id });
        }
    }

    public static Decision Decide(DecisionBuilder change, PlanExplained data)
    {
        if (Validate(change, data) is { } rejected)
            return rejected;
        if (data.Understood != Understanding.Yes)
            change.Warn("The plan was not fully understood. Explain it again in another way.");
        if (data.To == ExplainedTo.Parents
            && Enum.GetValues<ExplainedMatter>().Except(data.Covered ?? []).ToArray() is { Length: > 0 } open)
            change.Warn($"Not yet explained: {string.Join(", ", open.Select(Name))}.");
        if (data.To == ExplainedTo.Child)
            TellChild(change, data.PlanVersion ?? change.State.Plan!.Version);
        if (data.ChildVersion is null && data.NoChildVersionReason is null)
            return change.Accept($"Plan explained to {data.To.ToString().ToLowerInvariant()}");
        var version = data.PlanVersion ?? change.State.Plan!.Version;
        change.State = change.State with { Plan = change.State.Plan! with { ChildVersionOf = version } };
        if (data.ChildVersion is null)
        {
            change.Cancel(DeadlineKinds.ChildVersionGiven);
            return change.Accept("Plan explained to child; the reason why there is no child's version is recorded");
        }

        change.Meet(DeadlineKinds.ChildVersionGiven);
        return change.Accept($"Plan explained to child; child's version given ({data.ChildVersion.Language})");
    }

    /// <summary>
    /// Whether the child was not told of the version in force (S3-41). A child's version that was given counts as explained.
    /// </summary>
    public static bool ChildIsBehind(PlanFacts plan) =>
        plan.Version > 0 && Math.Max(plan.ChildToldOf ?? -1, plan.ChildVersionOf ?? -1) < plan.Version;

    private static void TellChild(DecisionBuilder change, int version)
    {
        var plan = change.State.Plan!;
        change.State = change.State with { Plan = plan with { ChildToldOf = Math.Max(plan.ChildToldOf ?? version, version) } };
    }

    public static Decision Decide(DecisionBuilder change, AdultRecordCopied data)
    {
        if (
            (
                PlanParties.ValidateParent(change, data.ParentId, out var parent)
                ?? EvidenceRules.Validate(change, data.Evidence, "/data/evidence")) is
            { } rejected)
            return rejected;
        change.Meet(DeadlineKinds.AdultRecordCopy, parent);
        var plan = change.State.Plan!;
        change.State = change.State with
        {
            Plan = plan with { AdultRecordsCopied = [.. plan.AdultRecordsCopied.Append(parent).Distinct()] },
        };
        if (data.ConfirmedOn is null)
            change.Warn("The adult service has not confirmed it yet.");
        return change.Accept($"Plan placed on the adult record of {parent}");
    }

    private static Rejected? Validate(DecisionBuilder change, PlanExplained data)
    {
        var plan = change.State.Plan!;
        if (change.OccurredOn < plan.StartedOn)
            return DecisionBuilder.Invalid(
                "/occurredOn", "S3-19", $"must not be before the plan started on {DateText.Date(plan.StartedOn)}");
        if (data.PlanVersion < 0 || data.PlanVersion > plan.Version)
            return DecisionBuilder.Invalid(
                "/data/planVersion", "domain 4, versions", $"must be from 0 to {plan.Version}, the present version");
        if (data.To == ExplainedTo.Parents && (data.ChildVersion is not null || data.NoChildVersionReason is not null))
            return DecisionBuilder.Invalid("/data/childVersion", "S3-20", "must be left out unless the plan is explained to the child");
        if (data.ParentId is not null && data.To == ExplainedTo.Child)
            return DecisionBuilder.Invalid(
                "/data/parentId", "domain 3.2, E20", "must be left out unless the plan is explained to the parents");
        if (data.ParentId is not null && PlanParties.ValidateParent(change, data.ParentId, out _) is { } rejected)
            return rejected;
        if (data is { ChildVersion: not null, NoChildVersionReason: not null })
            return DecisionBuilder.Invalid("/data/noChildVersionReason", "S3-20", "must be left out when childVersion is given");
        return ValidateLanguage(change, data.ChildVersion);
    }

    private static Rejected? ValidateLanguage(DecisionBuilder change, ChildVersion? given)
    {
        if (given is null)
            return null;
        if (given.Language.Length > MaxLanguageLength || !given.Language.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            return DecisionBuilder.Invalid("/data/childVersion/language", "S3-21", "must be a language code such as en, cy or pl");
        if (change.State.Child.PreferredLanguage is not { } preferred)
        {
            change.Warn("The child's preferred language is not recorded; give it with the plan.");
            return null;
        }

        return given.ReasonForOtherLanguage is null && !string.Equals(given.Language, preferred, StringComparison.OrdinalIgnoreCase)
            ? DecisionBuilder.Invalid(
                "/data/childVersion/language",
                "S3-21",
                $"must be {preferred}, the child's preferred language; or say in reasonForOtherLanguage why it is another")
            : null;
    }

    private static string Name(ExplainedMatter matter) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(matter.ToString());
}
