using System.Text.Json.Serialization;

namespace ChildProtection.Domain.Kernel.Facts;

/// <summary>The latest section 47 enquiry of the case.</summary>
public sealed record EnquiryFacts
{
    /// <summary>The day of the strategy discussion that initiated it.</summary>
    public required DateOnly StartedOn { get; init; }

    public DateOnly? ConcludedOn { get; init; }

    public EnquiryOutcome? Outcome { get; init; }

    /// <summary>What is proposed, while a manager decides on it or an agency may still ask for a conference.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EnquiryOutcome? Proposed { get; init; }

    /// <summary>Codes of the agencies that attended the discussion; null in states of earlier releases.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Agencies { get; init; }

    /// <summary>The number of the fact that told agencies until when they may ask for a conference; null before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ToldBy { get; init; }

    public bool ConferenceNotRequired { get; init; }

    /// <summary>The day of the conference that it led to, which the census keeps apart from that of a transfer in (rule 2884).</summary>
    public DateOnly? ConferenceOn { get; init; }
}
