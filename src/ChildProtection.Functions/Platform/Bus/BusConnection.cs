namespace ChildProtection.Functions.Platform.Bus;

/// <summary>The connection of the app to the bus, and the common properties of messages.</summary>
internal static class BusConnection
{
    /// <summary>Setting of the connection: a connection string, or on Azure <c>ServiceBus__fullyQualifiedNamespace</c>.</summary>
    public const string Setting = "ServiceBus";

    /// <summary>Key of the receiving client; the sending one gives up sooner.</summary>
    public const string Receiving = "receiving";

    /// <summary>Property in which the bus's clients send their trace (W3C traceparent).</summary>
    public const string TraceProperty = "Diagnostic-Id";

    public const string ContentType = "application/cloudevents+json; charset=utf-8";
}
