namespace ChildProtection.Domain.Kernel.Facts;

/// <summary>The Child in Need plan after a step-down.</summary>
public sealed record CinPlanFacts
{
    public required DateOnly StartedOn { get; init; }

    public DateOnly? LastReviewOn { get; init; }

    public DateOnly? EndedOn { get; init; }
}
