using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseFile.Plans;

internal enum PlanStatus
{
    Outline,
    Agreed,
    Ended,
}

/// <summary>The plan's summary in the case.</summary>
internal sealed record PlanSummaryView(
    int Number,
    int Version,
    PlanStatus Status,
    DateOnly StartedOn,
    DateOnly? EndedOn,
    string Category,
    string InitialCategory,
    IReadOnlyList<string> Missing)
{
    public static PlanSummaryView Of(PlanFacts plan) => new(
        plan.Number,
        plan.Version,
        plan.EndedOn is not null ? PlanStatus.Ended : plan.Version == 0 ? PlanStatus.Outline : PlanStatus.Agreed,
        plan.StartedOn,
        plan.EndedOn,
        plan.Category,
        plan.InitialCategory,
        plan.Missing ?? []);
}

/// <summary>A field that the plan leaves out.</summary>
/// <param name="Field">Its name; a part of a list's items follows a dot.</param>
/// <param name="Need">Mandatory in the outline already, detailed, or under a condition.</param>
/// <param name="Sources">Ids of the obligations that ask for it.</param>
/// <param name="Reason">The core group's reason for leaving it out, if recorded.</param>
internal sealed record MissingFieldView(string Field, PlanFieldNeed Need, IReadOnlyList<string> Sources, string? Reason);

/// <summary>
/// One version of the plan document. The content is the authors' own; header and arrangements are what the case knew until the next
/// version; the record holds what followed: acceptances, explanations, actions, circulation.
/// </summary>
internal sealed record PlanView(
    string CaseId, int Number, int Version, PlanVersionStatus Status, DateOnly EffectiveFrom, DateTime PublishedAt, bool TextUnchanged,
    JsonObject Header, JsonObject Arrangements, JsonObject Content, JsonObject Record, IReadOnlyList<MissingFieldView> Missing)
{
    public static PlanView Of(StoredCase stored, StoredPlan plan)
    {
        var joined = new JoinedPlan(stored, plan);
        var record = joined.Record();
        return new(
            stored.State.CaseId,
            plan.Version.PlanNumber,
            plan.Version.Version,
            plan.Version.Status,
            plan.Version.EffectiveFrom,
            plan.PublishedAt.UtcDateTime,
            plan.Version.TextUnchanged,
            joined.Header(),
            joined.Arrangements(),
            plan.Content,
            record,
            [.. MissingFields(stored.State, plan, record)]);
    }

    /// <summary>
    /// The state tells what the present version lacks, because later events fill or empty fields; an earlier version is judged as
    /// published.
    /// </summary>
    private static IEnumerable<MissingFieldView> MissingFields(CaseState state, StoredPlan plan, JsonObject record)
    {
        var present = state.Plan is { } facts && facts.Number == plan.Version.PlanNumber && facts.Version == plan.Version.Version;
        var written = (present ? state.Plan!.Missing : plan.Version.Missing) ?? [];
        var fromCase = present ? state.Conference?.MissingFromOutcome ?? [] : [];
        string[] afterwards =
            plan.Version.Status == PlanVersionStatus.Outline
                ? []
                :
                [
                    .. PlanFields
                        .All.Where(field =>
                            field is { Source: PlanFieldSource.Afterwards, Need: not PlanFieldNeed.Conditional }
                            && record[field.Name] is null or JsonArray { Count: 0 })
                        .Select(field => field.Name),
                ];
        var reasons =
            plan.Events.LastOrDefault(one => one.Data["reasonsForMissing"] is JsonArray)?.Data["reasonsForMissing"]!.AsArray() ?? [];
        return from name in written.Concat(fromCase).Concat(afterwards).Distinct()
               let field = PlanFields.Find(name)
               where field is not null
               select new MissingFieldView(
                   name,
                   field.Need,
                   field.Seeds,
                   reasons.FirstOrDefault(one => one!["field"]?.GetValue<string>() == name)?["reason"]?.GetValue<string>());
    }
}
