namespace ChildProtection.Domain.Kernel.Facts;

/// <summary>The latest section 47 enquiry of the case.</summary>
public sealed record EnquiryFacts
{
    /// <summary>The day of the strategy discussion that initiated it.</summary>
    public required DateOnly StartedOn { get; init; }

    public DateOnly? ConcludedOn { get; init; }

    public EnquiryOutcome? Outcome { get; init; }

    public bool ConferenceNotRequired { get; init; }

    /// <summary>The day of the conference that it led to, which the census keeps apart from that of a transfer in (rule 2884).</summary>
    public DateOnly? ConferenceOn { get; init; }
}
