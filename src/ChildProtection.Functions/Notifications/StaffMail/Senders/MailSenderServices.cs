using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Notifications.StaffMail.Senders;

internal static class MailSenderServices
{
    /// <summary>Adds what delivers mail, as the settings choose it.</summary>
    public static IServiceCollection AddMailSender(this IServiceCollection services, IConfiguration configuration)
    {
        var options = MailOptions.Of(configuration);
        return services
            .AddSingleton(options)
            .AddSingleton(MailAddresses.Of(options))
            .AddSingleton(new MailFolder(options.Service == MailService.Files ? options.Folder : null))
            .AddSingleton<IMailSender>(provider => options.Service switch
            {
                MailService.Smtp => new SmtpMailSender(SettingsReader.Require(configuration, SmtpOptions.Read), options),
                MailService.Notify => new NotifyMailSender(SettingsReader.Require(configuration, NotifyOptions.Read)),
                // Without a folder nothing is handed to it.
                _ => new FileMailSender(provider.GetRequiredService<MailFolder>(), options),
            });
    }

    /// <summary>Reads all settings of mail, those of the chosen service among them.</summary>
    internal static void Check(SettingsReader settings)
    {
        var options = MailOptions.Read(settings);
        if (options.Service == MailService.Smtp)
            SmtpOptions.Read(settings);
        if (options.Service == MailService.Notify)
            NotifyOptions.Read(settings);
    }
}
