using System.Text.Json.Nodes;
using ChildProtection.Domain.Plans;

namespace ChildProtection.Functions.Storage;

/// <summary>One version of a plan, with its text.</summary>
public sealed record StoredPlan
{
    public required PlanVersion Version { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>What the plan says, in the form of <see cref="PlanContent"/>; empty when no text was given yet.</summary>
    public required JsonObject Content { get; init; }
}
