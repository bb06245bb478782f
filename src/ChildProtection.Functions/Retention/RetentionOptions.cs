using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Retention;

/// <param name="File">An authority's own schedule; null for the shipped one.</param>
internal sealed record RetentionOptions(string? File)
{
    internal const string FileSetting = "Retention:File";

    public static RetentionOptions From(IConfiguration configuration) =>
        SettingsReader.Require(configuration, settings => new RetentionOptions(settings.Text(FileSetting)));
}
