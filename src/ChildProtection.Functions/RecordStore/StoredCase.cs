using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.RecordStore;

/// <summary>A case as the record store holds it: the decided state, and the words that no state carries.</summary>
public sealed record StoredCase
{
    public required CaseState State { get; init; }

    /// <summary>For people to quote.</summary>
    public required string Reference { get; init; }

    public required string GivenName { get; init; }

    public required string FamilyName { get; init; }

    public string? Family { get; init; }

    public string? LeadSocialWorkerName { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Account id of the chair of the conference that was booked or held last; null until one is named.</summary>
    public string? Chair { get; init; }

    /// <summary>The agency whose referral opened the case.</summary>
    public string? ReferringAgency { get; init; }

    /// <summary>Account ids that know of a restricted case; null when the case is not restricted.</summary>
    public IReadOnlyList<string>? RestrictedTo { get; init; }

    /// <summary>A legal hold stands on the record; rows beside the snapshot say which.</summary>
    public bool Held { get; init; }

    /// <summary>The child's name as lists show it.</summary>
    public string ChildName => $"{GivenName} {FamilyName}";
}
