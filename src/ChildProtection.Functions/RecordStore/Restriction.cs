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

    /// <summary>Account id of the manager who asked for it; always among <see cref="Allowed"/>.</summary>
    public required string Approver { get; init; }

    public required DateTimeOffset ApprovedAt { get; init; }

    /// <summary>Local day by which it must be reviewed.</summary>
    public required DateOnly ReviewOn { get; init; }

    /// <summary>Account ids.</summary>
    public required IReadOnlyList<string> Allowed { get; init; }

    /// <summary>The number of the change that made it; 0 for one of an earlier release.</summary>
    public int Change { get; init; }

    /// <summary>Whether a second manager has still to agree. Until then heads of service know of the case.</summary>
    public bool AwaitsSecond { get; init; }

    /// <summary>Account id of the second manager, who is among <see cref="Allowed"/> from then on.</summary>
    public string? AgreedBy { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? AgreedAt { get; init; }

    /// <summary>What goes on if the second manager declines; null for a case that is open to its team then.</summary>
    public Restriction? Former { get; init; }

    /// <summary>The last restriction that two managers stand for, or that an earlier release took from one.</summary>
    public Restriction? LastAgreed() => AwaitsSecond ? Former : this with { Former = null };

    /// <summary>What the case and its lines in lists show of it.</summary>
    public IReadOnlyList<string> KnownTo() => AwaitsSecond ? [.. Allowed, CaseReaderAccount.HeadsOfService] : Allowed;

    /// <summary>Whether it hides the case from the same people for the same reason, so that nobody need agree again.</summary>
    public bool HidesAs(Restriction other) =>
        Category == other.Category && Allowed.ToHashSet(StringComparer.Ordinal).SetEquals(other.Allowed);
}
