using System.Text.Json.Nodes;
using ChildProtection.Domain.Definitions;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Notifications;

/// <summary>
/// Who is told of a restricted case. To everybody who is not on its list it looks unknown, and a message tells that there is one: what a
/// role, an account or an agency would get goes to those on the list instead, each by name, who see from its recipient whom they stand for.
/// Looked at when a message is sent, not when it is decided on.
/// </summary>
internal static class RestrictedNotifications
{
    /// <param name="told">What is to be sent.</param>
    /// <param name="allowed">Who knows of the case; null when everybody of the team may.</param>
    public static IReadOnlyList<StoredNotification> Of(IReadOnlyList<StoredNotification> told, IReadOnlyList<string>? allowed)
    {
        if (allowed is null)
            return told;
        var people = allowed.Where(account => !AgencyAccounts.IsAgency(account)).ToArray();
        // Those that are meant for somebody on the list come first, so that nobody gets the same again for somebody else.
        return [.. told.OrderBy(one => IsAllowed(one, allowed) ? 0 : 1)
            .SelectMany(one => IsAllowed(one, allowed) ? [one] : people.Select(account => For(one, account)))
            .Where(new Once().IsNew)];
    }

    private static bool IsAllowed(StoredNotification one, IReadOnlyList<string> allowed) =>
        (one.Agency is { } agency ? AgencyAccounts.Of(agency) : one.Account) is { } recipient
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

    /// <summary>One person is told one thing once, for however many roles.</summary>
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
