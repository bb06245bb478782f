using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>Who gets mail: an account in whatever role, or else a role of a team.</summary>
/// <param name="Account">The account id; null for a role.</param>
/// <param name="Role">The role's code.</param>
/// <param name="Team">The team.</param>
public sealed record MailRecipient(string? Account, string Role, string? Team)
{
    private const int LongestKey = 300;

    public static MailRecipient Of(StoredNotification notice) => notice.Account is { } account
        ? new MailRecipient(account, "", null)
        : new MailRecipient(null, notice.Role ?? BusNames.People, notice.Team);

    /// <summary>The partition of its notices and mails.</summary>
    public string Key => Account is null ? $"r-{TableKeys.Bounded(Id, LongestKey)}" : $"a-{TableKeys.Bounded(Id, LongestKey)}";

    /// <summary>As files of addresses have it: the account id, or role and team as <c>teamManager.north</c>.</summary>
    public string Id => Account ?? (Team is null ? Role : $"{Role}.{Team}");

    /// <summary>As people read it.</summary>
    public string Name => Account ?? (Team is null ? Words(Role) : $"{Words(Role)}, {Team}");

    /// <summary>The code of a role as words: teamManager is Team manager.</summary>
    private static string Words(string role) => string.Concat(role.Select((letter, index) => (index, char.IsAsciiLetterUpper(letter)) switch
    {
        (0, _) => $"{char.ToUpperInvariant(letter)}",
        (_, true) => $" {char.ToLowerInvariant(letter)}",
        _ => $"{letter}",
    }));
}
