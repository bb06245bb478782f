namespace ChildProtection.Domain.Kernel.Facts;

public sealed record ReferralFacts
{
    /// <summary>Local day of the referral; nothing on the case happened before it.</summary>
    public required DateOnly ReceivedOn { get; init; }

    public required string Source { get; init; }

    public string? PrimaryNeed { get; init; }

    /// <summary>Code of the agency that referred the child; null when it was no agency.</summary>
    public string? Agency { get; init; }
}
