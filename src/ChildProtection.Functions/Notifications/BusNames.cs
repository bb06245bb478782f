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

    /// <summary>Property of a redriven dead letter: the account that sent it.</summary>
    public const string RedrivenByProperty = "redrivenBy";

    /// <summary>Property of a notice that no mail can bring: why. Its receiver buries it, so that administrators see it.</summary>
    public const string UnmailableProperty = "unmailable";

    /// <summary>The topic to which an agency sends.</summary>
    public static string TopicOf(string agency) => $"agency-{agency}";
}
