using ChildProtection.Functions.Notifications.StaffMail.Senders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Notifications.StaffMail;

internal static class StaffMailServices
{
    /// <summary>Adds the mail to staff.</summary>
    public static IServiceCollection AddStaffMail(this IServiceCollection services, IConfiguration configuration) => services
        .AddMailSender(configuration)
        .AddSingleton<MailStore>()
        .AddSingleton<MailComposer>()
        .AddSingleton<MailRecords>()
        .AddSingleton<UnmailableNotices>()
        .AddSingleton<MailOutbox>()
        .AddSingleton<StaffMailHandler>()
        .AddHostedService<MailSweep>()
        .AddHostedService<StaffMailProcessor>();
}
