using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Notifications.StaffMail;

internal static class StaffMailServices
{
    /// <summary>Adds what writes mail to the authority's own people.</summary>
    public static IServiceCollection AddStaffMail(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new MailFolder(MailOptions.From(configuration).Folder))
        .AddSingleton<StaffMailHandler>()
        .AddHostedService<StaffMailProcessor>();
}
