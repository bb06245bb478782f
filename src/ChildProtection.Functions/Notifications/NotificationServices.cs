using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Notifications;

internal static class NotificationServices
{
    /// <summary>Adds the notifications to agencies and staff.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(MessagingOptions.From(configuration))
        .AddSingleton<INotificationSender, NotificationSender>()
        .AddSingleton<IAgencyNotices, AgencyNotices>();
}
