namespace ChildProtection.Functions.Platform.Bus;

/// <summary>How the app is connected to the bus, and what every message has.</summary>
internal static class BusConnection
{
    /// <summary>Setting of the connection: a connection string, or on Azure <c>ServiceBus__fullyQualifiedNamespace</c>.</summary>
    public const string Setting = "ServiceBus";

    /// <summary>Key of the client that receives; the one that sends gives up sooner.</summary>
    public const string Receiving = "receiving";

    /// <summary>Property in which the bus's clients send the trace they are in (W3C traceparent).</summary>
    public const string TraceProperty = "Diagnostic-Id";

    public const string ContentType = "application/cloudevents+json; charset=utf-8";
}
