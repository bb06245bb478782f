namespace ChildProtection.Domain.Retention;

/// <summary>
/// What a case's record is kept as. A case has one category: the one that is kept longest by law or practice comes first.
/// </summary>
public enum RecordCategory
{
    /// <summary>The child came into care, or a court placed the child.</summary>
    LookedAfter,

    /// <summary>An enquiry under section 47 was made, a conference held or a plan agreed.</summary>
    ChildProtection,

    /// <summary>Anything less.</summary>
    ChildInNeed,
}

/// <summary>What a period of keeping counts from.</summary>
public enum RetentionAnchor
{
    Closure,
    Birth,
    Death,
}

/// <param name="From">What it counts from.</param>
/// <param name="Years">Whole years; the anniversary is the first day on which the record may go.</param>
public sealed record RetentionTerm(RetentionAnchor From, int Years);

/// <summary>How long one category of record is kept.</summary>
public sealed record RetentionRule
{
    public required RecordCategory Category { get; init; }

    public required string Title { get; init; }

    /// <summary>The record is kept until the latest of them.</summary>
    public required IReadOnlyList<RetentionTerm> Terms { get; init; }

    /// <summary>What holds in their place when the child died under the age of 18; empty when nothing else does.</summary>
    public required IReadOnlyList<RetentionTerm> WhenDied { get; init; }

    /// <summary>Where the periods are from.</summary>
    public required IReadOnlyList<string> Source { get; init; }
}
