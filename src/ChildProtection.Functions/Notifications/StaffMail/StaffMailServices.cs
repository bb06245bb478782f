using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Notifications.StaffMail;

internal static class StaffMailServices
{
    /// <summary>Adds the mail to staff.</summary>
    public static IServiceCollection AddStaffMail(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new MailFolder(MailOptions.From(configuration).Folder))
        .AddSingleton<StaffMailHandler>()
        .AddHostedService<StaffMailProcessor>();
}
