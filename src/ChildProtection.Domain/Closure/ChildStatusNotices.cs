using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Closure;

/// <summary>Notices about the child: to the core group, and to those responsible for the case.</summary>
internal static class ChildStatusNotices
{
    internal static readonly NotificationKind Kind =
        ForBoth<ChildStatusNotice>("childStatusChanged", "A change for the child",
            "Read what has changed, and what it means for the plan.")
            .AtOnceWhen<ChildStatusNotice>(notice => IsAnEmergency(notice.Change));

    /// <summary>The birthday closed the case; the notice has the day of the closure.</summary>
    public static Notice Turned18 { get; } =
        Notice.Of(Kind, decided => Tell(decided, ChildStatusChange.Turned18, decided.After.Closure!.On));

    public static Notice Changed(ChildStatusChange change) => Notice.Of(Kind, decided => Tell(decided, change, decided.OccurredOn));

    /// <summary>The core group as it was: what happened may have ended the plan. A case that opens has none.</summary>
    internal static IEnumerable<Message> Tell(Decided decided, ChildStatusChange change, DateOnly on) =>
        (decided.Before is { } before ? Audience.CoreGroup(before) : [])
            .Concat(Audience.Roles(decided.After, RoleCodes.TeamManager, RoleCodes.ConferenceChair))
            .Telling(new ChildStatusNotice { Child = decided.Child, Change = change, OccurredOn = on });

    private static bool IsAnEmergency(ChildStatusChange change) => change is ChildStatusChange.Died or ChildStatusChange.WhereaboutsUnknown
        or ChildStatusChange.PoliceProtectionTaken or ChildStatusChange.EmergencyProtectionOrderMade;
}
