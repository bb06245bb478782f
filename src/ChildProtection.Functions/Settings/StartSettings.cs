using ChildProtection.Domain.Cases;
using ChildProtection.Functions.Messaging;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.Retention;
using ChildProtection.Functions.Security;
using ChildProtection.Functions.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChildProtection.Functions.Settings;

/// <summary>
/// Looks at the settings before anything starts, so that a wrong one is named at once and all of them together, and not found by the first message at
/// night. Every setting is described in docs/configuration.md.
/// </summary>
internal static class StartSettings
{
    internal const string TablesConnection = "Tables:ConnectionString";
    internal const string TablesAddress = "Tables:ServiceUri";
    internal const string BusAddress = BusConnection.Setting + ":fullyQualifiedNamespace";

    /// <summary>The sections that are the app's alone: a name there that nobody reads is a slip of the pen.</summary>
    private static readonly Dictionary<string, string[]> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Tables"] = [TablesConnection, TablesAddress],
        ["Authentication"] =
        [
            EntraIssuer.AuthoritySetting, EntraIssuer.AudienceSetting, EntraIssuer.SubjectClaimSetting, EntraIssuer.TeamClaimSetting,
            EntraIssuer.AgencyClaimSetting, LocalIssuer.KeySetting, LocalIssuer.IssuerSetting,
        ],
        ["Limits"] = [.. RequestLimits.Names.Select(name => $"Limits:{name}")],
        [MessagingOptions.Section] = [.. MessagingOptions.Names.Select(name => $"{MessagingOptions.Section}:{name}")],
        ["Notifications"] = [MailFolder.Setting],
        ["Procedures"] = [ProcedureFolders.ProfilesSetting],
        ["Calendars"] = [ProcedureFolders.CalendarsSetting],
        ["Retention"] = [RetentionServices.FileSetting],
    };

    /// <exception cref="InvalidOperationException">Settings are missing or cannot be used; the message names each of them.</exception>
    public static void CheckSettings(this IHost host)
    {
        string[] faults = [.. Faults(host.Services.GetRequiredService<IConfiguration>())];
        if (faults.Length > 0)
            throw new InvalidOperationException($"The app does not start; its settings must be put right first (docs/configuration.md):\n- {string.Join("\n- ", faults)}");
    }

    internal static IEnumerable<string> Faults(IConfiguration configuration)
    {
        bool Has(string setting) => configuration[setting] is { Length: > 0 };
        if (!Has(TablesConnection) && !Has(TablesAddress))
            yield return "Tables__ServiceUri is missing: the table address of the record's storage account, such as https://<account>.table.core.windows.net. Elsewhere than on Azure: Tables__ConnectionString, as ./run sets it.";
        if (Has(TablesConnection) && !ConnectionStrings.IsOfTables(configuration[TablesConnection]!))
            yield return "Tables__ConnectionString is no connection string of a storage account with a table service; copy it again from the account's access keys.";
        // An address is not repeated either: a connection string may have been pasted into its setting.
        if (Has(TablesAddress) && !(Uri.TryCreate(configuration[TablesAddress], UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)))
            yield return "Tables__ServiceUri is no https address; set the address of the record's storage account, without a key or signature.";
        if (!Has(BusConnection.Setting) && !Has(BusAddress))
            yield return "ServiceBus__fullyQualifiedNamespace is missing: the host name of the namespace, such as <name>.servicebus.windows.net. The local host sets ServiceBus itself.";
        if (Has(BusConnection.Setting) && !ConnectionStrings.IsOfBus(configuration[BusConnection.Setting]!))
            yield return "ServiceBus is no connection string of a Service Bus namespace; copy it again from the namespace's shared access policies.";
        if (Has(BusAddress) && Uri.CheckHostName(configuration[BusAddress]) != UriHostNameType.Dns)
            yield return "ServiceBus__fullyQualifiedNamespace is no host name alone; set it without sb://, without a path and without a key.";
        foreach (var code in BusAgencies.Unusable(configuration))
            yield return $"Agencies names '{code}'; a partner agency's code has small letters, digits and dashes, {AgencyCodes.MaxLength} at most, and is not a role's.";
        if (Has(TelemetryExport.EndpointSetting) && !(Uri.TryCreate(configuration[TelemetryExport.EndpointSetting], UriKind.Absolute, out var receiver) && receiver.Scheme is "http" or "https"))
            yield return $"{TelemetryExport.EndpointSetting} is '{configuration[TelemetryExport.EndpointSetting]}'; it must be an http or https address.";
        if (Has(TelemetryExport.ProtocolSetting) && configuration[TelemetryExport.ProtocolSetting] is not ("grpc" or "http/protobuf"))
            yield return $"{TelemetryExport.ProtocolSetting} is '{configuration[TelemetryExport.ProtocolSetting]}'; it must be grpc or http/protobuf.";
        foreach (var (section, known) in Own)
            foreach (var child in configuration.GetSection(section).GetChildren())
                if (!known.Contains(child.Path, StringComparer.OrdinalIgnoreCase))
                    yield return $"{child.Path.Replace(":", "__", StringComparison.Ordinal)} is not a setting; {section} has {string.Join(", ", known.Select(name => name.Replace(":", "__", StringComparison.Ordinal)))}.";
    }
}
