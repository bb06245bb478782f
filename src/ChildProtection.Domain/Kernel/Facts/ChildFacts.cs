namespace ChildProtection.Domain.Kernel.Facts;

public sealed record ChildFacts
{
    /// <summary>The authority's own id for the child (census item N00097).</summary>
    public required string LocalId { get; init; }

    public DateOnly? DateOfBirth { get; init; }

    public DateOnly? ExpectedDateOfBirth { get; init; }

    /// <summary>Language code, such as <c>en</c>; null when it is not known.</summary>
    public string? PreferredLanguage { get; init; }

    public DateOnly? DiedOn { get; init; }
}

/// <summary>A parent or carer, by a reference that is stable over the plan's versions. Never a name.</summary>
/// <param name="Id"><c>parent-1</c> is the first of the referral's list.</param>
/// <param name="KnownToAdultServices">Known to adult social care or health (S3-31).</param>
public sealed record ParentFacts(string Id, bool KnownToAdultServices);
