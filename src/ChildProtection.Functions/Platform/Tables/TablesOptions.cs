using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>
/// Where the tables are: by connection string where one is set, as <c>./run</c> does for Azurite; on Azure by the app's identity.
/// </summary>
internal sealed record TablesOptions(string? ConnectionString, Uri? ServiceUri)
{
    internal const string ConnectionStringSetting = "Tables:ConnectionString";
    internal const string ServiceUriSetting = "Tables:ServiceUri";

    /// <exception cref="InvalidOperationException">A setting is missing or cannot be used; the message names it.</exception>
    public static TablesOptions From(IConfiguration configuration) => SettingsReader.Require(configuration, Read);

    internal static TablesOptions Read(SettingsReader settings)
    {
        var connectionString = settings.Text(ConnectionStringSetting);
        if (connectionString is null && settings.Text(ServiceUriSetting) is null)
        {
            settings.Fault(
                "Tables__ServiceUri is missing: the table address of the record's storage account, such as https://<account>.table.core.windows.net. "
                    + "Elsewhere than on Azure: Tables__ConnectionString, as ./run sets it.");
        }

        if (connectionString is not null && !ConnectionStrings.IsOfTables(connectionString))
        {
            settings.Fault(
                "Tables__ConnectionString is no connection string of a storage account with a table service; copy it again from the account's access keys."
            );
        }

        // An address is not repeated: a connection string may have been pasted into its setting.
        return new TablesOptions(connectionString, settings.Address(
            ServiceUriSetting,
            address => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback,
            _ => "Tables__ServiceUri is no https address; set the address of the record's storage account, without a key or signature."));
    }

    public TableServiceClient CreateClient()
    {
        var options = new TableClientOptions();
        options.AddPolicy(new StorageAvailabilityPolicy(), HttpPipelinePosition.PerCall);
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        // Keys and filters stand in request addresses, and an index key may begin with a name.
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return ConnectionString is not null
            ? new TableServiceClient(ConnectionString, options)
            : new TableServiceClient(ServiceUri, new DefaultAzureCredential(), options);
    }
}
