using ChildProtection.Domain.Cases;

namespace ChildProtection.Functions.Storage;

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

    /// <summary>The child's name as lists show it.</summary>
    public string ChildName => $"{GivenName} {FamilyName}";
}
