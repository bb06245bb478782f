using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.RecordStore;

/// <summary>A stored case: the decided state, and the words that the state does not carry.</summary>
public sealed record StoredCase
{
    public required CaseState State { get; init; }

    /// <summary>The reference that people quote.</summary>
    public required string Reference { get; init; }

    public required string GivenName { get; init; }

    public required string FamilyName { get; init; }

    public string? Family { get; init; }

    public string? LeadSocialWorkerName { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Account id of the chair of the conference that was booked or held last; null until one is named.</summary>
    public string? Chair { get; init; }

    /// <summary>Account id of who recorded the latest conference for its chair; null when the chair did.</summary>
    public string? Recorder { get; init; }

    /// <summary>The agency whose referral opened the case.</summary>
    public string? ReferringAgency { get; init; }

    /// <summary>The allow-list of a restricted case; null without a restriction.</summary>
    public IReadOnlyList<string>? RestrictedTo { get; init; }

    /// <summary>Whether the record is under a legal hold; rows beside the snapshot have the details.</summary>
    public bool Held { get; init; }

    /// <summary>The child's name as lists show it.</summary>
    public string ChildName => $"{GivenName} {FamilyName}";
}
