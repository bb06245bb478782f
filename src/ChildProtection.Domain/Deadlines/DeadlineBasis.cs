using System.Text.Json.Serialization;
using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Deadlines;

/// <summary>What a due date was counted from, beside the profile's value and the anchor's day; a recalculation needs it.</summary>
public sealed record DeadlineBasis
{
    /// <summary>The profile's parameter, when it is not the kind's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Parameter { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Period? PlanPeriod { get; init; }

    /// <summary>The day that the plan's own period runs from, when it is not the anchor's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? PlanAnchorOn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EarlierEnd? NotAfter { get; init; }

    /// <summary>UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AnchorAt { get; init; }

    /// <summary>UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Null when the profile's value and the anchor's day say everything.</summary>
    internal static DeadlineBasis? Of(DeadlineTerms terms) =>
        terms is { Parameter: null, PlanPeriod: null, NotAfter: null, AnchorAt: null, EndsAt: null }
            ? null
            : new()
            {
                Parameter = terms.Parameter,
                PlanPeriod = terms.PlanPeriod,
                PlanAnchorOn = terms.PlanAnchorOn,
                NotAfter = terms.NotAfter,
                AnchorAt = terms.AnchorAt,
                EndsAt = terms.EndsAt,
            };
}
