using ChildProtection.Functions.Access.Authentication;
using ChildProtection.Functions.Access.Limits;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Notifications.StaffMail;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Settings;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.Retention;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Hosting;

/// <summary>
/// Looks at the settings before anything starts, so that a wrong one is named at once and all of them together, and not found by the first
/// message at night. Every setting is described in docs/configuration.md.
/// </summary>
internal static class StartSettings
{
    /// <summary>The sections that are the app's alone: a name there that nobody reads is a slip of the pen.</summary>
    private static readonly Dictionary<string, string[]> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Tables"] = [TablesOptions.ConnectionStringSetting, TablesOptions.ServiceUriSetting],
        ["Authentication"] =
        [
            EntraOptions.AuthoritySetting, EntraOptions.AudienceSetting, EntraOptions.SubjectClaimSetting, EntraOptions.TeamClaimSetting,
            EntraOptions.AgencyClaimSetting, LocalIssuerOptions.KeySetting, LocalIssuerOptions.IssuerSetting,
        ],
        ["Limits"] = [.. RequestLimits.Names.Select(name => $"Limits:{name}")],
        [MessagingOptions.Section] = [.. MessagingOptions.Names.Select(name => $"{MessagingOptions.Section}:{name}")],
        ["Notifications"] = [MailOptions.FolderSetting],
        ["Procedures"] = [ProcedureOptions.ProfilesSetting],
        ["Calendars"] = [ProcedureOptions.CalendarsSetting],
        ["Retention"] = [RetentionOptions.FileSetting],
        ["Timers"] = [TimerOptions.LongestDaysSetting],
    };

    /// <summary>
    /// Every options class that can be wrong. The one of authentication is read as soon as the app is put together, since it says whom to
    /// believe.
    /// </summary>
    private static readonly Action<SettingsReader>[] Options =
    [
        settings => TablesOptions.Read(settings),
        settings => BusOptions.Read(settings),
        settings => MessagingOptions.Read(settings),
        settings => RequestLimits.Read(settings),
        settings => TelemetryOptions.Read(settings),
        settings => TimerOptions.Read(settings),
    ];

    /// <exception cref="InvalidOperationException">Settings are missing or cannot be used; the message names each of them.</exception>
    public static void CheckSettings(this IConfiguration configuration)
    {
        string[] faults = [.. Faults(configuration)];
        if (faults.Length > 0)
            throw new InvalidOperationException(
                $"The app does not start; its settings must be put right first (docs/configuration.md):\n- {string.Join("\n- ", faults)}");
    }

    internal static IEnumerable<string> Faults(IConfiguration configuration)
    {
        var settings = new SettingsReader(configuration);
        foreach (var read in Options)
            read(settings);
        return [.. settings.Faults, .. BusAgencies.Faults(configuration), .. Unknown(configuration)];
    }

    private static IEnumerable<string> Unknown(IConfiguration configuration)
    {
        foreach (var (section, known) in Own)
        foreach (var child in configuration.GetSection(section).GetChildren())
            if (!known.Contains(child.Path, StringComparer.OrdinalIgnoreCase))
                yield return $"{child.Path.Replace(":", "__", StringComparison.Ordinal)} is not a setting; {section} has {string.Join(", ", known.Select(name => name.Replace(":", "__", StringComparison.Ordinal)))}.";
    }
}
