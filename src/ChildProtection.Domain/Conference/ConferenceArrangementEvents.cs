using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Conference;

/// <summary>E08. A conference has a date, which is never at a weekend (census rule 8875).</summary>
public sealed record ConferenceBooked : CaseEvent, INamedEvent
{
    public static string WireName => "ConferenceBooked";

    public string? ConferenceId { get; init; }

    [Description("The day of the conference.")]
    public required DateOnly ScheduledOn { get; init; }

    [Description("The moment it starts (UTC), on that local day.")]
    public DateTimeOffset? StartsAt { get; init; }

    public FreeText? Place { get; init; }

    public ConferenceChair? Chair { get; init; }

    public IReadOnlyList<string>? ChildIds { get; init; }

    public IReadOnlyList<Invitee>? Invitees { get; init; }

    [Description("Why a child who is old enough to be invited is not.")]
    public FreeText? ChildNotInvited { get; init; }

    [Description("Why a parent should be excluded, when one should; the chair decides.")]
    public FreeText? ExcludedParents { get; init; }
}

public sealed record ConferenceChair
{
    public required string Id { get; init; }

    [Description("True when the chair is not involved with the child or family.")]
    public bool? Independent { get; init; }
}

public sealed record Invitee
{
    private const string Child = "child";

    public FreeText? Person { get; init; }

    [Description("What the person is to the child or does, in words.")]
    public FreeText? Role { get; init; }

    [Description("A role of 'child' says so too.")]
    public CoreGroupMemberKind? Kind
    {
        // Read when the event is accepted, while its words are there: no signal carries them.
        get => field ?? (Role?.Words == Child ? CoreGroupMemberKind.Child : null);
        init;
    }

    [AgencyCode]
    public string? Agency { get; init; }
}

/// <summary>E09. A report was shared before a conference.</summary>
public sealed record ReportShared : CaseEvent, INamedEvent
{
    public static string WireName => "ReportShared";

    public string? ReportId { get; init; }

    [MinItems(1)]
    public required IReadOnlyList<ReportReader> SharedWith { get; init; }
}

public enum ReportReader
{
    Parents,
    Child,
    Chair,
}

/// <summary>E10. The conference has another date. The deadline does not move.</summary>
public sealed record ConferenceRescheduled : CaseEvent, INamedEvent
{
    public static string WireName => "ConferenceRescheduled";

    public string? ConferenceId { get; init; }

    public DateOnly? OldOn { get; init; }

    public required DateOnly NewOn { get; init; }

    public FreeText? Reason { get; init; }

    public DateOnly? ConfirmedInWritingOn { get; init; }
}

/// <summary>E11. Too few agencies came.</summary>
public sealed record ConferenceInquorate : CaseEvent, INamedEvent
{
    public static string WireName => "ConferenceInquorate";

    public string? ConferenceId { get; init; }

    [Description("Codes of the agencies that were present.")]
    [AgencyCode]
    public required IReadOnlyList<string> PresentAgencies { get; init; }

    public required InquorateDecision Decision { get; init; }

    [Description("Required to proceed.")]
    public FreeText? Reason { get; init; }
}

public enum InquorateDecision
{
    Adjourn,
    Proceed,
}
