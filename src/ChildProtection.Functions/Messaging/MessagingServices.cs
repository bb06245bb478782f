using Azure.Identity;
using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Messaging;

internal static class MessagingServices
{
    /// <summary>Adds what takes messages in and sends them out.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => Client(configuration));
        services.AddSingleton<INotificationSender, NotificationSender>();
        services.AddSingleton<AgencySubjects>();
        services.AddSingleton<AgencyLog>();
        services.AddSingleton<AgencyIntake>();
        services.AddSingleton(BusAgencies.From(configuration));
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<IDeadLetters>(provider => provider.GetRequiredService<DeadLetters>());
        services.AddSingleton(MailFolder.From(configuration));
        return services;
    }

    /// <summary>By connection string where one is set, as the local host does; on Azure by the app's identity. The triggers read the same settings.</summary>
    private static ServiceBusClient Client(IConfiguration configuration)
    {
        if (configuration[Bus.Connection] is { Length: > 0 } connectionString)
            return new ServiceBusClient(connectionString);
        return configuration[StartSettings.BusAddress] is { Length: > 0 } address
            ? new ServiceBusClient(address, new DefaultAzureCredential())
            : throw new InvalidOperationException(
                "The bus is not configured. On Azure set ServiceBus__fullyQualifiedNamespace to the namespace's host name, which the app's identity may use; the local host sets ServiceBus itself.");
    }
}
