namespace ChildProtection.Functions.Messaging;

/// <summary>Names on the bus; the entities themselves are declared in <c>infra/servicebus.entities.json</c>.</summary>
internal static class Bus
{
    /// <summary>Setting of the connection: a connection string, or on Azure <c>ServiceBus__fullyQualifiedNamespace</c>.</summary>
    public const string Connection = "ServiceBus";

    /// <summary>Key of the client that receives; the one that sends gives up sooner.</summary>
    public const string Receiving = "receiving";

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

    /// <summary>Property in which the bus's clients send the trace they are in (W3C traceparent).</summary>
    public const string TraceProperty = "Diagnostic-Id";

    public const string ContentType = "application/cloudevents+json; charset=utf-8";
}
