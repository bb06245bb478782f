namespace ChildProtection.Functions.Notifications;

/// <summary>Names on the bus; the entities themselves are declared in <c>infra/servicebus.entities.json</c>.</summary>
internal static class BusNames
{
    public const string AgencyEvents = "agency-events";

    public const string CaseNotifications = "case-notifications";

    /// <summary>Subscription of what the authority's own people are told.</summary>
    public const string People = "people";

    /// <summary>Property: the agency that sent (stamped by the broker's rule) or that is to receive.</summary>
    public const string AgencyProperty = "agency";

    /// <summary>Property: the role that is to be told.</summary>
    public const string ToProperty = "to";

    public const string TeamProperty = "team";

    public const string AccountProperty = "account";

    public const string KindProperty = "kind";

    /// <summary>Property of a dead letter that was sent again: the account that did so.</summary>
    public const string RedrivenByProperty = "redrivenBy";

    /// <summary>Where an agency sends.</summary>
    public static string TopicOf(string agency) => $"agency-{agency}";
}
