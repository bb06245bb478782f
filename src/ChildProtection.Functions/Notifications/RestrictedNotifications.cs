using System.Text.Json.Nodes;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Oversight;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Notifications;

/// <summary>
/// Chooses the recipients for a restricted case. Nobody outside its list may learn that it exists, not even from a message: what a role, an
/// account or an agency would get goes to the people on the list by name, with the intended recipient. The list counts as it is when the
/// message is sent.
/// </summary>
internal static class RestrictedNotifications
{
    /// <param name="told">The notifications to send.</param>
    /// <param name="allowed">The allow-list; null when the whole team may see the case.</param>
    public static IReadOnlyList<StoredNotification> Of(IReadOnlyList<StoredNotification> told, IReadOnlyList<string>? allowed)
    {
        if (allowed is null)
            return told;
        string[] people =
            [.. allowed.Where(account => !AgencyAccounts.IsAgency(account) && account != CaseReaderAccount.HeadsOfService)];
        // Messages meant for a person on the list come first, so that no person gets the same again on behalf of another.
        return [.. told.OrderBy(one => IsAllowed(one, allowed) ? 0 : 1)
            .SelectMany(one => IsAllowed(one, allowed) ? [one] : people.Select(account => For(one, account)))
            .Where(new Once().IsNew)];
    }

    /// <summary>That a case was restricted, its head of service hears in any case.</summary>
    private static bool IsAllowed(StoredNotification one, IReadOnlyList<string> allowed) =>
        (one.Kind == RestrictionNotices.Kind.Name && one.Account is null)
        || (one.Agency is { } agency ? AgencyAccounts.Of(agency) : one.Account) is { } recipient
        && allowed.Contains(recipient, StringComparer.Ordinal);

    private static StoredNotification For(StoredNotification one, string account)
    {
        var id = $"{one.Id}:{account}";
        return one with
        {
            Id = id.Length <= Notification.MaxIdLength ? id : TableKeys.Sha256(id),
            Agency = null,
            Role = one.Role ?? one.Agency,
            Account = account,
        };
    }

    /// <summary>A person gets a notification once, for any number of roles.</summary>
    private sealed class Once
    {
        private readonly List<StoredNotification> _told = [];

        public bool IsNew(StoredNotification one)
        {
            var again = one.Account is not null && _told.Exists(other =>
                other.Account == one.Account && other.Kind == one.Kind && JsonNode.DeepEquals(other.Data, one.Data));
            if (!again)
                _told.Add(one);
            return !again;
        }
    }
}
