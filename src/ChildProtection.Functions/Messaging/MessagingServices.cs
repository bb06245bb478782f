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
        services.AddSingleton(_ => Client(configuration, Sending()));
        services.AddKeyedSingleton(BusConnection.Receiving, (_, _) => Client(configuration, new ServiceBusRetryOptions()));
        services.AddSingleton(MessagingOptions.From(configuration));
        services.AddSingleton<INotificationSender, NotificationSender>();
        services.AddSingleton<AgencySubjects>();
        services.AddSingleton<BusActivity>();
        services.AddSingleton<AgencyLog>();
        services.AddSingleton<AgencyIntake>();
        services.AddSingleton<AgencyMessageHandler>();
        services.AddSingleton<StaffMailHandler>();
        services.AddSingleton(BusAgencies.From(configuration));
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<IDeadLetters>(provider => provider.GetRequiredService<DeadLetters>());
        services.AddSingleton(MailFolder.From(configuration));
        services.AddHostedService<AgencyEventProcessor>();
        services.AddHostedService<StaffMailProcessor>();
        return services;
    }

    /// <summary>A case that publishes waits for these; what cannot be sent waits in its outbox. A receiver's long waits need the usual ones.</summary>
    private static ServiceBusRetryOptions Sending() => new()
    {
        Mode = ServiceBusRetryMode.Fixed,
        MaxRetries = 1,
        Delay = TimeSpan.FromMilliseconds(250),
        TryTimeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>By connection string where one is set, as the local host does; on Azure by the app's identity.</summary>
    private static ServiceBusClient Client(IConfiguration configuration, ServiceBusRetryOptions retries)
    {
        var options = new ServiceBusClientOptions { RetryOptions = retries };
        if (configuration[BusConnection.Setting] is { Length: > 0 } connectionString)
            return new ServiceBusClient(connectionString, options);
        return configuration[StartSettings.BusAddress] is { Length: > 0 } address
            ? new ServiceBusClient(address, new DefaultAzureCredential(), options)
            : throw new InvalidOperationException(
                "The bus is not configured. On Azure set ServiceBus__fullyQualifiedNamespace to the namespace's host name, which the app's identity may use; "
                + "the local host sets ServiceBus itself.");
    }
}
