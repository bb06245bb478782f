using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Domain.Enquiry;

/// <summary>A new concern was reported on an open case.</summary>
public sealed record NewConcernNotice : NotificationData
{
    public required DateOnly OccurredOn { get; init; }

    public required bool SignificantHarm { get; init; }

    /// <summary>The agency that reported it; none for the authority's own staff.</summary>
    public string? From { get; init; }
}

/// <summary>An enquiry is to end, or has ended, without a conference.</summary>
public sealed record EnquiryConcludedNotice : NotificationData
{
    public required DateOnly OccurredOn { get; init; }

    public required EnquiryOutcome Outcome { get; init; }

    public required EnquiryNext Next { get; init; }

    /// <summary>False while a manager decides on it.</summary>
    public required bool Agreed { get; init; }

    /// <summary>The last day on which a conference can be asked for, where the procedure gives one.</summary>
    public DateOnly? ObjectBy { get; init; }
}

/// <summary>Agencies have not taken the notice that the enquiry is to end without a conference, so the case stays open.</summary>
public sealed record EnquiryNoticeUntakenNotice : NotificationData
{
    /// <summary>Codes of those agencies.</summary>
    public required IReadOnlyList<string> Untaken { get; init; }

    /// <summary>The same in words: "police and health".</summary>
    public required string Title { get; init; }

    /// <summary>The last day on which a conference could be asked for.</summary>
    public required DateOnly DueOn { get; init; }
}
