using System.Text.Json.Nodes;
using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Plans;
using ChildProtection.Functions.Storage;

namespace ChildProtection.Functions.Http.Views;

internal enum PlanStatus
{
    Outline,
    Agreed,
    Ended,
}

/// <summary>The plan as the case shows it.</summary>
internal sealed record PlanSummaryView(int Number, int Version, PlanStatus Status, DateOnly StartedOn, DateOnly? EndedOn, string Category, string InitialCategory)
{
    public static PlanSummaryView Of(PlanFacts plan) => new(
        plan.Number,
        plan.Version,
        plan.EndedOn is not null ? PlanStatus.Ended : plan.Version == 0 ? PlanStatus.Outline : PlanStatus.Agreed,
        plan.StartedOn,
        plan.EndedOn,
        plan.Category,
        plan.InitialCategory);
}

/// <summary>One version of the plan document.</summary>
internal sealed record PlanView(
    string CaseId, int Number, int Version, PlanVersionStatus Status, DateOnly EffectiveFrom, DateTime PublishedAt, bool TextUnchanged, JsonObject Content)
{
    public static PlanView Of(string caseId, StoredPlan plan) => new(
        caseId,
        plan.Version.PlanNumber,
        plan.Version.Version,
        plan.Version.Status,
        plan.Version.EffectiveFrom,
        plan.PublishedAt.UtcDateTime,
        plan.Version.TextUnchanged,
        plan.Content);
}
