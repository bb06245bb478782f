using Azure.Identity;
using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Platform.Bus;

/// <summary>
/// The address of the bus: by connection string where one is set, as the local host does; on Azure by the app's identity.
/// </summary>
internal sealed record BusOptions(string? ConnectionString, string? Namespace)
{
    internal const string NamespaceSetting = BusConnection.Setting + ":fullyQualifiedNamespace";

    /// <exception cref="InvalidOperationException">A setting is missing or invalid; the message names it.</exception>
    public static BusOptions From(IConfiguration configuration) => SettingsReader.Require(configuration, Read);

    internal static BusOptions Read(SettingsReader settings)
    {
        var options = new BusOptions(settings.Text(BusConnection.Setting), settings.Text(NamespaceSetting));
        if (options is { ConnectionString: null, Namespace: null })
        {
            settings.Fault(
                "ServiceBus__fullyQualifiedNamespace is missing. "
                + "Set it to the host name of the namespace, such as <name>.servicebus.windows.net. "
                    + "The local host sets ServiceBus itself.");
        }

        if (options.ConnectionString is { } connectionString && !ConnectionStrings.IsOfBus(connectionString))
            settings.Fault(
                "ServiceBus is not a connection string of a Service Bus namespace. "
                + "Copy it again from the namespace's shared access policies."
            );
        if (options.Namespace is { } name && Uri.CheckHostName(name) != UriHostNameType.Dns)
            settings.Fault(
                "ServiceBus__fullyQualifiedNamespace is not a host name alone. Set it without sb://, without a path and without a key.");
        return options;
    }

    public ServiceBusClient CreateClient(ServiceBusRetryOptions retries)
    {
        var options = new ServiceBusClientOptions { RetryOptions = retries };
        return ConnectionString is not null
            ? new ServiceBusClient(ConnectionString, options)
            : new ServiceBusClient(Namespace, new DefaultAzureCredential(), options);
    }
}
