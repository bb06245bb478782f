using ChildProtection.Domain.Definitions;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Lifecycle;

/// <summary>Every kind of notification that the app sends: what the notices of all stages are of.</summary>
public static class NotificationKinds
{
    /// <summary>Reading a case causes it, not a decision.</summary>
    public static NotificationKind GlassBroken { get; } =
        ForPeople<GlassBrokenNotice>("glassBroken", "A case was read by breaking the glass",
            "Ask the reader why, and acknowledge the access. If there was no good reason, report it as a breach.").AtOnce();

    /// <summary>A change of the record's keeping causes it, not a decision.</summary>
    public static NotificationKind LegalHoldLifted { get; } =
        ForPeople<LegalHoldLiftedNotice>("legalHoldLifted", "Another manager lifted the hold that you had set",
            "Read why. If the record must still be kept, set the hold again today.").AtOnce();

    /// <summary>A working day after <see cref="GlassBroken"/>, where no manager has answered.</summary>
    public static NotificationKind GlassReminder { get; } =
        ForPeople<GlassBrokenNotice>("glassReminder", "A case was read by breaking the glass, and nobody has acknowledged it",
            "Ask the reader why, and acknowledge the access today. In two working days the head of service hears of it.");

    /// <summary>Three working days after it, to the head of service.</summary>
    public static NotificationKind GlassEscalation { get; } =
        ForPeople<GlassBrokenNotice>("glassEscalation", "A case was read by breaking the glass, and its manager has not acknowledged it",
            "Ask the team's manager why nobody looked, and see that the access is acknowledged. You may do it yourself.").AtOnce();

    /// <summary>Kinds that no decision on a case causes.</summary>
    private static IReadOnlyList<NotificationKind> OfReading { get; } = [GlassBroken, GlassReminder, GlassEscalation];

    public static IReadOnlyList<NotificationKind> All { get; } =
    [
        .. EventCatalogue.All.SelectMany(type => type.Notices).Concat(CaseNotifications.WithoutEvent)
            .Select(notice => notice.Kind).Concat(OfReading).Append(LegalHoldLifted).Distinct(),
    ];

    /// <summary>The kind of that name, null when there is none. Names are case-sensitive.</summary>
    public static NotificationKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
