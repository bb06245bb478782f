using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>
/// The address of the tables: by connection string where one is set, as <c>./run</c> does for Azurite; on Azure by the app's identity.
/// </summary>
/// <param name="ConnectionString">For Azurite; all tables are there.</param>
/// <param name="ServiceUri">The account of the record.</param>
/// <param name="AccessLogServiceUri">The account of the access log; null where the record's has it too.</param>
internal sealed record TablesOptions(string? ConnectionString, Uri? ServiceUri, Uri? AccessLogServiceUri)
{
    internal const string ConnectionStringSetting = "Tables:ConnectionString";
    internal const string ServiceUriSetting = "Tables:ServiceUri";
    internal const string AccessLogServiceUriSetting = "Tables:AccessLogServiceUri";

    /// <exception cref="InvalidOperationException">A setting is missing or invalid; the message names it.</exception>
    public static TablesOptions From(IConfiguration configuration) => SettingsReader.Require(configuration, Read);

    internal static TablesOptions Read(SettingsReader settings)
    {
        var connectionString = settings.Text(ConnectionStringSetting);
        if (connectionString is null && settings.Text(ServiceUriSetting) is null)
        {
            settings.Fault(
                "Tables__ServiceUri is missing. Set it to the table address of the record's storage account, "
                + "such as https://<account>.table.core.windows.net. "
                    + "Outside Azure set Tables__ConnectionString, as ./run does.");
        }

        if (connectionString is not null && !ConnectionStrings.IsOfTables(connectionString))
        {
            settings.Fault(
                "Tables__ConnectionString is not a connection string of a storage account with a table service reached by https. "
                + "Copy it again from the account's access keys."
            );
        }

        // The fault does not repeat the address: a connection string may have been pasted into its setting.
        return new TablesOptions(
            connectionString,
            Address(settings, ServiceUriSetting, "Tables__ServiceUri", "record"),
            Address(settings, AccessLogServiceUriSetting, "Tables__AccessLogServiceUri", "access log"));
    }

    public TableServiceClient CreateClient() => CreateClient(ServiceUri);

    /// <summary>The client of the access log's own account; null where it lies with the record.</summary>
    public TableServiceClient? CreateAccessLogClient() =>
        ConnectionString is null && AccessLogServiceUri is { } address ? CreateClient(address) : null;

    private static Uri? Address(SettingsReader settings, string setting, string written, string what) => settings.Address(
        setting,
        address => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback,
        _ => $"{written} is not an https address. Set the address of the {what}'s storage account, without a key or signature.");

    private TableServiceClient CreateClient(Uri? address)
    {
        var options = new TableClientOptions();
        options.AddPolicy(new StorageAvailabilityPolicy(), HttpPipelinePosition.PerCall);
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        // Request addresses hold keys and filters, and an index key may begin with a name.
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return ConnectionString is not null
            ? new TableServiceClient(ConnectionString, options)
            : new TableServiceClient(address, new DefaultAzureCredential(), options);
    }
}
