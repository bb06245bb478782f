using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.Authentication;
using ChildProtection.Functions.Access.Limits;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Notifications.StaffMail.Senders;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Settings;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.Retention;
using ChildProtection.Functions.Seals;
using ChildProtection.Functions.Teams;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Hosting;

/// <summary>
/// Checks all settings before the app starts, so that it reports every wrong one at once instead of failing on the first message at night.
/// docs/configuration.md describes every setting.
/// </summary>
internal static class StartSettings
{
    /// <summary>The sections of the app itself: an unread name there is a slip.</summary>
    private static readonly Dictionary<string, string[]> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Tables"] = [TablesOptions.ConnectionStringSetting, TablesOptions.ServiceUriSetting, TablesOptions.AccessLogServiceUriSetting],
        ["Authentication"] =
        [
            EntraOptions.AuthoritySetting, EntraOptions.AudienceSetting, EntraOptions.ClientsSetting, EntraOptions.SubjectClaimSetting,
            EntraOptions.TeamClaimSetting, EntraOptions.AgencyClaimSetting, LocalIssuerOptions.KeySetting, LocalIssuerOptions.IssuerSetting,
        ],
        ["Limits"] = [.. RequestLimits.Names.Select(name => $"Limits:{name}"), BreakGlassOptions.CasesADaySetting],
        [MessagingOptions.Section] = [.. MessagingOptions.Names.Select(name => $"{MessagingOptions.Section}:{name}")],
        ["Notifications"] = [MailOptions.FolderSetting],
        ["Mail"] =
        [
            MailOptions.SenderSetting, MailOptions.FromSetting, MailOptions.DomainSetting, MailOptions.AddressFileSetting,
            SmtpOptions.HostSetting, SmtpOptions.PortSetting, SmtpOptions.SecuritySetting, SmtpOptions.UserSetting,
            SmtpOptions.PasswordSetting, NotifyOptions.KeySetting, NotifyOptions.TemplateSetting, NotifyOptions.AddressSetting,
        ],
        ["Web"] = [MailOptions.WebAddressSetting],
        ["Procedures"] = [ProcedureOptions.ProfilesSetting],
        ["Calendars"] = [ProcedureOptions.CalendarsSetting],
        ["Retention"] = [RetentionOptions.FileSetting],
        ["Seals"] =
        [
            SealOptions.FolderSetting, SealOptions.ContainerSetting, SealOptions.ClientIdSetting, SealOptions.KeySetting,
            SealOptions.FormerKeysSetting,
        ],
        ["Teams"] = [TeamOptions.FileSetting],
        ["Timers"] = [TimerOptions.LongestDaysSetting],
    };

    /// <summary>
    /// Every options class that can be invalid. Those of authentication are read earlier, when the app is put together, because they say
    /// whom to trust.
    /// </summary>
    private static readonly Action<SettingsReader>[] Options =
    [
        settings => TablesOptions.Read(settings),
        settings => BusOptions.Read(settings),
        settings => MessagingOptions.Read(settings),
        MailSenderServices.Check,
        settings => RequestLimits.Read(settings),
        settings => BreakGlassOptions.Read(settings),
        settings => TelemetryOptions.Read(settings),
        settings => TimerOptions.Read(settings),
        settings => SealOptions.Read(settings),
    ];

    /// <exception cref="InvalidOperationException">Settings are missing or cannot be used; the message names each of them.</exception>
    public static void CheckSettings(this IConfiguration configuration)
    {
        string[] faults = [.. Faults(configuration)];
        if (faults.Length > 0)
            throw new InvalidOperationException(
                $"The app does not start. Correct these settings first (docs/configuration.md):\n- {string.Join("\n- ", faults)}");
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
                    yield return $"{Written(child.Path)} is not a setting. {section} has {string.Join(", ", known.Select(Written))}.";
    }

    /// <summary>A setting's name as environment variables have it.</summary>
    private static string Written(string path) => path.Replace(":", "__", StringComparison.Ordinal);
}
