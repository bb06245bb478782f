using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>Who may read a notice when its mail is sent. Restriction, team and worker can have changed since it was decided.</summary>
internal static class MailReaders
{
    /// <summary>The notice itself for those who may still read it; for others, the notices that go to people in their place.</summary>
    public static IReadOnlyList<StoredNotification> Of(StoredNotification notice, StoredCase stored) =>
        RestrictedNotifications.Of([OfTheTeam(notice, stored)], stored.RestrictedTo);

    /// <summary>The former team may no longer read the case: the same role of its present team is told.</summary>
    private static StoredNotification OfTheTeam(StoredNotification notice, StoredCase stored)
    {
        var (team, lead) = (stored.State.Team, stored.State.LeadSocialWorker);
        if (notice.Team is null || notice.Team == team || IsOnTheCase(notice.Account, stored))
            return notice;
        return notice with { Id = $"{notice.Id}:{team}", Team = team, Account = notice.Role == RoleCodes.LeadSocialWorker ? lead : null };
    }

    private static bool IsOnTheCase(string? account, StoredCase stored) => account is not null
        && (account == stored.State.LeadSocialWorker || account == stored.Chair || stored.RestrictedTo?.Contains(account) == true);
}
