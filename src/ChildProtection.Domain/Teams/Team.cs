namespace ChildProtection.Domain.Teams;

/// <summary>What a team's work is.</summary>
public enum TeamKind
{
    /// <summary>Takes new referrals.</summary>
    Duty,

    Assessment,
    LongTerm,
    FamilyHelp,
    DisabledChildren,
    LookedAfter,
    MultiAgency,
}

/// <summary>Who manages a team, and who decides in the manager's place.</summary>
/// <param name="Id">Account id of the manager.</param>
/// <param name="Deputies">Account ids.</param>
public sealed record TeamManagement(string Id, IReadOnlyList<string> Deputies);

/// <summary>One team of the authority (N-10).</summary>
public sealed record Team
{
    /// <summary>As cases, tokens and lists name it; never changes.</summary>
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required TeamKind Kind { get; init; }

    public required IReadOnlyList<TeamManagement> Managers { get; init; }

    /// <summary>The first local day on which it takes cases.</summary>
    public required DateOnly OpenedOn { get; init; }

    /// <summary>The first local day on which it takes no case any more; null while it stays open.</summary>
    public DateOnly? ClosedOn { get; init; }

    public bool IsOpenOn(DateOnly day) => OpenedOn <= day && !(ClosedOn <= day);
}
