using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace ChildProtection.Functions.Platform.Settings;

/// <summary>
/// Whether the clients accept a connection string. Their own exceptions repeat it with its key, so they must not be shown.
/// </summary>
internal static class ConnectionStrings
{
    /// <summary>Without encryption only to this machine, where Azurite is.</summary>
    public static bool IsOfTables(string connectionString)
    {
        try
        {
            var address = new TableServiceClient(connectionString).Uri;
            return address.Scheme == Uri.UriSchemeHttps || address.IsLoopback;
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    public static bool IsOfBus(string connectionString)
    {
        try
        {
            var parts = ServiceBusConnectionStringProperties.Parse(connectionString);
            return parts.FullyQualifiedNamespace is { Length: > 0 }
                && (parts.SharedAccessSignature is { Length: > 0 }
                    || (parts.SharedAccessKeyName is { Length: > 0 } && parts.SharedAccessKey is { Length: > 0 }));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return false;
        }
    }
}
