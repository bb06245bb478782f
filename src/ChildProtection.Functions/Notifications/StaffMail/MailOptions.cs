using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <param name="Folder">The folder for mail to staff; null where a mail service sends it.</param>
internal sealed record MailOptions(string? Folder)
{
    internal const string FolderSetting = "Notifications:MailFolder";

    public static MailOptions From(IConfiguration configuration) =>
        SettingsReader.Require(configuration, settings => new MailOptions(settings.Text(FolderSetting)));
}
