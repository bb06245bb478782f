using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Conference;

/// <summary>Notices about who chaired a conference, to the authority's own people.</summary>
internal static class ChairNotices
{
    public static Notice Changed { get; } = Notice.Of<ConferenceHeld>(
        ForPeople<ConferenceChairNotice>("chairChanged", "Another chair than the one booked held a conference",
            "Read why the chair changed."),
        (decided, data) => ConferenceChairs.IsOther(decided.Before!, data)
            ? Tell(decided, data, RoleCodes.LeadSocialWorker, RoleCodes.TeamManager, RoleCodes.ConferenceManager)
            : []);

    public static Notice Involved { get; } = Notice.Of<ConferenceHeld>(
        ForPeople<ConferenceChairNotice>("chairInvolved", "The chair of a conference is involved with the case",
            "Decide whether the conference must be held again with another chair.").AtOnce(),
        (decided, data) => ConferenceChairs.IsInvolved(decided.Before!, data) ? Tell(decided, data, RoleCodes.ServiceManager) : []);

    private static IEnumerable<Message> Tell(Decided decided, ConferenceHeld data, params string[] roles) =>
        Audience.Roles(decided.After, roles).Telling(new ConferenceChairNotice
        {
            Child = decided.Child,
            ConferenceId = Conferences.IdOf(decided.Before!, data),
            HeldOn = decided.Before!.Conference?.OpenedOn ?? decided.OccurredOn,
        });
}

/// <summary>A conference whose chair somebody must know of.</summary>
public sealed record ConferenceChairNotice : NotificationData
{
    public required string ConferenceId { get; init; }

    public required DateOnly HeldOn { get; init; }
}
