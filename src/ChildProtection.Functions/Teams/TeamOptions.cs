using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Teams;

/// <param name="File">The authority's own list of teams; null for the shipped one.</param>
internal sealed record TeamOptions(string? File)
{
    internal const string FileSetting = "Teams:File";

    public static TeamOptions From(IConfiguration configuration) =>
        SettingsReader.Require(configuration, settings => new TeamOptions(settings.Text(FileSetting)));
}
