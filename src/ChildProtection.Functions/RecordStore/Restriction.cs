namespace ChildProtection.Functions.RecordStore;

/// <summary>Why a case is restricted.</summary>
public enum RestrictionCategory
{
    Adoption,

    /// <summary>The child or family of a person who works for the authority or a partner.</summary>
    StaffFamily,

    /// <summary>A family of public interest.</summary>
    PublicInterest,

    /// <summary>An address that must stay hidden from a person who is a danger to the family.</summary>
    Protection,
}

/// <summary>A restriction of a case: to everyone outside its allow-list the case looks unknown.</summary>
public sealed record Restriction
{
    public required RestrictionCategory Category { get; init; }

    public required string Reason { get; init; }

    /// <summary>Account id of the manager who approved it; always among <see cref="Allowed"/>.</summary>
    public required string Approver { get; init; }

    public required DateTimeOffset ApprovedAt { get; init; }

    /// <summary>Local day by which it must be reviewed.</summary>
    public required DateOnly ReviewOn { get; init; }

    /// <summary>Account ids.</summary>
    public required IReadOnlyList<string> Allowed { get; init; }
}
