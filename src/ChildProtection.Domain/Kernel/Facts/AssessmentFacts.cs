namespace ChildProtection.Domain.Kernel.Facts;

public enum AssessmentStatus
{
    InProgress,
    Submitted,
    Returned,
    CounterSigned,
}

public sealed record AssessmentFacts
{
    public required string Id { get; init; }

    public required AssessmentStatus Status { get; init; }

    public required DateOnly StartedOn { get; init; }

    public DateOnly? SubmittedOn { get; init; }

    /// <summary>Account of the author, who never signs as manager too.</summary>
    public string? Author { get; init; }

    public AssessmentConclusion? Conclusion { get; init; }

    public DateOnly? CounterSignedOn { get; init; }
}
