namespace ChildProtection.Functions.Notifications;

/// <summary>Names on the bus; the entities themselves are declared in <c>infra/servicebus.entities.json</c>.</summary>
internal static class BusNames
{
    public const string AgencyEvents = "agency-events";

    public const string CaseNotifications = "case-notifications";

    /// <summary>Subscription of the notifications to staff.</summary>
    public const string People = "people";

    /// <summary>Property: the sending agency (set by the broker's rule) or the receiving one.</summary>
    public const string AgencyProperty = "agency";

    /// <summary>Property: the role to notify.</summary>
    public const string ToProperty = "to";

    public const string TeamProperty = "team";

    public const string AccountProperty = "account";

    public const string KindProperty = "kind";

    /// <summary>Begins the id of every message that staff sent again. What follows cannot be guessed.</summary>
    public const string RedrivenPrefix = "redrive-";

    /// <summary>Property of a notice that no mail can bring: why. Its receiver buries it, so that administrators see it.</summary>
    public const string UnmailableProperty = "unmailable";

    /// <summary>Whether a message says of itself that staff sent it again. An agency can say that too.</summary>
    public static bool IsRedriven(string? messageId) => messageId?.StartsWith(RedrivenPrefix, StringComparison.Ordinal) == true;

    /// <summary>The topic to which an agency sends.</summary>
    public static string TopicOf(string agency) => $"agency-{agency}";
}
