using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Notifications;

internal static class NotificationServices
{
    /// <summary>Adds what tells agencies and people.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(MessagingOptions.From(configuration))
        .AddSingleton<INotificationSender, NotificationSender>();
}
