using System.Text.Json.Nodes;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Visits;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>One version of a plan, with its text and what the case knew at the time.</summary>
public sealed record StoredPlan
{
    public required PlanVersion Version { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The plan's text, in the form of <see cref="PlanContent"/>; empty before there is one.</summary>
    public required JsonObject Content { get; init; }

    /// <summary>The case's events up to the next version, or to now for the newest one, in order.</summary>
    public required IReadOnlyList<PlanEvent> Events { get; init; }

    /// <summary>The facts that published the plan's versions up to this one, from version 0.</summary>
    public required IReadOnlyList<long> Published { get; init; }

    /// <summary>Whether an event belongs to this plan and not to an earlier one of the case.</summary>
    public bool Owns(PlanEvent one) => Published.Count > 0 && one.Sequence >= Published[0];

    /// <summary>Visits under this plan, in order.</summary>
    public IEnumerable<PlanEvent> Visits => Events.Where(one => one.Type == VisitMade.WireName && Owns(one));

    /// <summary>The version that an event is about: the one it names, or the one in force.</summary>
    public int VersionOf(PlanEvent one) =>
        one.Data["planVersion"]?.GetValue<int>() ?? Math.Max(0, Published.Count(published => published <= one.Sequence) - 1);
}
