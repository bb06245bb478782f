using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Procedures;

/// <summary>The folders of an authority's own profiles and calendars; null where it has none.</summary>
internal sealed record ProcedureOptions(string? ProfilesFolder, string? CalendarsFolder)
{
    internal const string ProfilesSetting = "Procedures:Folder";
    internal const string CalendarsSetting = "Calendars:Folder";

    public static ProcedureOptions From(IConfiguration configuration) =>
        SettingsReader.Require(
            configuration, settings => new ProcedureOptions(settings.Text(ProfilesSetting), settings.Text(CalendarsSetting)));
}
